import { fieldPath, leafPath, namesOf } from '../sql/leaf-path.js';
import type { RowField, Type } from '../sql/type.js';
import type { Footer } from './footer.js';
import type { StorageFormat } from './storage-format.js';

/** The name that a table has for a leaf of a file; null where the table has no such column. */
export type NameOfLeaf = (path: string, leaf: number, footer: Footer) => string | null;

/** The format, whose footers name columns as a table names them. */
export function withTableNames(format: StorageFormat, nameOf: NameOfLeaf): StorageFormat {
  const { readFooter } = format;
  return readFooter === null
    ? format
    : { ...format, readFooter: (source) => renameFooter(readFooter(source), nameOf) };
}

/** Leaves without a name in the table get an empty one, which no column has. */
function renameFooter(footer: Footer, nameOf: NameOfLeaf): Footer {
  const leaves = footer.leaves.map((path, leaf) => nameOf(path, leaf, footer) ?? '');
  const names = new Map<string, string>();
  for (const [leaf, path] of footer.leaves.entries()) addNames(names, namesOf(path), leaves[leaf] ?? '');
  return { ...footer, leaves, columns: renameFields(footer.columns, '', names) };
}

/** A struct is renamed as the leaves below it say. */
function addNames(names: Map<string, string>, old: readonly string[], path: string): void {
  const steps = namesOf(path);
  if (steps.length !== old.length) return;
  for (const [index, step] of steps.entries()) names.set(leafPath(old.slice(0, index + 1)), step);
}

function renameFields(
  fields: readonly RowField[],
  parent: string,
  names: ReadonlyMap<string, string>,
): readonly RowField[] {
  return fields.map(({ name, type }) => {
    const path = fieldPath(parent, name);
    return { name: names.get(path) ?? name, type: renameType(type, path, names) };
  });
}

function renameType(type: Type, path: string, names: ReadonlyMap<string, string>): Type {
  return type.kind === 'row' ? { kind: 'row', fields: renameFields(type.fields, path, names) } : type;
}
