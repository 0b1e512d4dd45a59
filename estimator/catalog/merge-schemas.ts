import { DryRunError } from '../errors.js';
import { formatType } from '../sql/format-type.js';
import type { Column } from './catalog.js';
import { mergeTextTypes, mergeTypes } from './merge-types.js';

/** The columns of one object; of objects with equal columns, the first. */
export interface ObjectSchema {
  readonly path: string;
  readonly columns: readonly Column[];
}

/**
 * Columns by name, in the order in which they first appear. Throws `invalid_catalog` where two objects have a column
 * in types that no type holds.
 */
export function mergeSchemas(location: string, schemas: readonly ObjectSchema[]): readonly Column[] {
  const columns = new Map<string, { readonly column: Column; readonly path: string }>();
  for (const { path, columns: own } of schemas) {
    for (const column of own) {
      const known = columns.get(column.name);
      const type = known === undefined ? column.type : mergeTypes(known.column.type, column.type);
      if (type === null) {
        const [first, second] = [known?.column ?? column, column].map((each) => formatType(each.type));
        const detail = `column ${column.name} is ${first} in ${known?.path} and ${second} in ${path}.`;
        throw new DryRunError('invalid_catalog', { path: location, detail });
      }
      columns.set(column.name, { column: { name: column.name, type }, path: known?.path ?? path });
    }
  }
  return [...columns.values()].map(({ column }) => column);
}

/**
 * The same of JSON, by name, and of delimited text, by position: there one object's columns have to begin with the
 * other's, since Athena reads them by position.
 */
export function mergeTextSchemas(
  location: string,
  schemas: readonly ObjectSchema[],
  isByPosition: boolean,
): readonly Column[] {
  if (isByPosition) requireOneOrder(location, schemas);
  const columns = new Map<string, Column>();
  for (const { name, type } of schemas.flatMap((schema) => schema.columns)) {
    const known = columns.get(name);
    columns.set(name, { name, type: known === undefined ? type : mergeTextTypes(known.type, type) });
  }
  return [...columns.values()];
}

/** Whether the columns of each are among those of the one with most: versions of one table, not two tables. */
export function areVersions(schemas: readonly ObjectSchema[]): boolean {
  const widest = schemas.reduce<readonly Column[]>(
    (most, { columns }) => (columns.length > most.length ? columns : most),
    [],
  );
  const names = new Set(widest.map(({ name }) => name));
  return schemas.every(({ columns }) => columns.every(({ name }) => names.has(name)));
}

function requireOneOrder(location: string, schemas: readonly ObjectSchema[]): void {
  const [first] = schemas;
  for (const other of schemas) {
    if (first === undefined) return;
    const index = other.columns.findIndex(
      ({ name }, position) => position < first.columns.length && name !== first.columns[position]?.name,
    );
    if (index < 0) continue;
    const detail = `column ${index + 1} is ${first.columns[index]?.name} in ${first.path} and ${other.columns[index]?.name} in ${other.path}.`;
    throw new DryRunError('invalid_catalog', { path: location, detail });
  }
}
