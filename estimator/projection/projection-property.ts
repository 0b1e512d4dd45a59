import type { ProjectionProperties } from '../catalog/catalog.js';
import { DryRunError } from '../errors.js';
import type { Type } from '../sql/type.js';

/** What the projection of one key is read from. */
export interface KeyDeclaration {
  readonly table: string;
  readonly key: string;
  readonly type: Type;
  readonly properties: ProjectionProperties['properties'];
}

export function propertyOf({ key, properties }: KeyDeclaration, name: string): string | null {
  return properties[`projection.${key}.${name}`] ?? null;
}

/** Throws `invalid_projection` where the property is missing. */
export function requiredProperty(declaration: KeyDeclaration, name: string): string {
  return (
    propertyOf(declaration, name) ??
    failProjection(declaration, `there is no projection.${declaration.key}.${name}.`)
  );
}

export function failProjection({ table }: Pick<KeyDeclaration, 'table'>, detail: string): never {
  throw new DryRunError('invalid_projection', { name: table, detail });
}

/** A whole number above 0, or null where the property is missing. */
export function countProperty(declaration: KeyDeclaration, name: string): bigint | null {
  const text = propertyOf(declaration, name)?.trim() ?? null;
  if (text === null) return null;
  if (/^\d{1,18}$/.test(text) && BigInt(text) > 0n) return BigInt(text);
  return failProjection(
    declaration,
    `projection.${declaration.key}.${name} is ${text}, which is no number above 0.`,
  );
}

/** The two ends of a range. */
export function rangeProperty(declaration: KeyDeclaration): readonly [string, string] {
  const text = requiredProperty(declaration, 'range');
  const [first, last, ...rest] = text.split(',');
  if (first === undefined || last === undefined || rest.length > 0) {
    failProjection(declaration, `projection.${declaration.key}.range is ${text}, which is no pair FROM,TO.`);
  }
  return [first.trim(), last.trim()];
}
