import type { ProjectionProperties, Table } from '../catalog/catalog.js';
import type { Clock } from '../evaluate/compiled.js';
import { dateKey } from './date-key.js';
import { enumKey } from './enum-key.js';
import { integerKey } from './integer-key.js';
import type { ProjectedKey } from './projected-key.js';
import { failProjection, type KeyDeclaration, requiredProperty } from './projection-property.js';

type KeyReader = (declaration: KeyDeclaration, clock: Clock) => ProjectedKey;

const readers: Readonly<Record<string, KeyReader>> = {
  enum: enumKey,
  integer: integerKey,
  date: dateKey,
  injected: injectedKey,
};

/**
 * What values the partition keys of a table have, in key order. Throws `invalid_projection` where a rule is missing or
 * makes no sense: https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html, 2026-11-25
 */
export function readProjection(
  { name: table, partitionKeys }: Pick<Table, 'name' | 'partitionKeys'>,
  { properties, template }: ProjectionProperties,
  clock: Clock,
): readonly ProjectedKey[] {
  return partitionKeys.map(({ name: key, type }) => {
    const declaration = { table, key, type, properties };
    const projectedType = requiredProperty(declaration, 'type').trim().toLowerCase();
    const read = Object.hasOwn(readers, projectedType) ? readers[projectedType] : undefined;
    if (read === undefined) {
      failProjection(
        declaration,
        `projection.${key}.type is ${projectedType}; there are ${Object.keys(readers).join(', ')}.`,
      );
    }
    if (template !== null && !template.toLowerCase().includes(`\${${key}}`)) {
      failProjection(declaration, `storage.location.template has no \${${key}}.`);
    }
    return read(declaration, clock);
  });
}

/** Any value that the query names. */
function injectedKey(declaration: KeyDeclaration): ProjectedKey {
  if (declaration.type.kind !== 'varchar') {
    failProjection(declaration, `${declaration.key} is injected, so its type has to be string.`);
  }
  return { count: null, values: () => [], find: (text) => ({ text, value: text }) };
}
