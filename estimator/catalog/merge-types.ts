import type { RowField, Type } from '../sql/type.js';

/**
 * The type that holds the values of both as Athena reads them: integers and floats widen, decimals of one scale,
 * structs join their fields. Null where the two do not agree.
 */
export function mergeTypes(left: Type, right: Type): Type | null {
  if (left.kind === 'integer' && right.kind === 'integer') return left.bits >= right.bits ? left : right;
  if (isFloat(left) && isFloat(right)) return left.kind === 'double' ? left : right;
  if (left.kind === 'decimal' && right.kind === 'decimal') {
    if (left.scale !== right.scale) return null;
    return left.precision >= right.precision ? left : right;
  }
  if (left.kind === 'array' && right.kind === 'array') {
    const element = mergeTypes(left.element, right.element);
    return element === null ? null : { kind: 'array', element };
  }
  if (left.kind === 'map' && right.kind === 'map') {
    const key = mergeTypes(left.key, right.key);
    const value = mergeTypes(left.value, right.value);
    return key === null || value === null ? null : { kind: 'map', key, value };
  }
  if (left.kind === 'row' && right.kind === 'row') return mergeRows(left.fields, right.fields);
  return JSON.stringify(left) === JSON.stringify(right) ? left : null;
}

/** The same of text, whose types were guessed from some lines: numbers become doubles, all else strings. */
export function mergeTextTypes(left: Type, right: Type): Type {
  const merged = mergeTypes(left, right);
  if (merged !== null) return merged;
  const areNumbers = [left, right].every((type) => type.kind === 'integer' || isFloat(type));
  return areNumbers ? { kind: 'double' } : { kind: 'varchar', length: null };
}

function isFloat({ kind }: Type): boolean {
  return kind === 'real' || kind === 'double';
}

function mergeRows(left: readonly RowField[], right: readonly RowField[]): Type | null {
  const fields = new Map(left.map((field) => [field.name, field]));
  for (const field of right) {
    const known = fields.get(field.name);
    const type = known === undefined ? field.type : mergeTypes(known.type, field.type);
    if (type === null) return null;
    fields.set(field.name, { name: field.name, type });
  }
  return { kind: 'row', fields: [...fields.values()] };
}
