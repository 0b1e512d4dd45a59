import { type NameOfLeaf, withTableNames } from '../../formats/rename-footer.js';
import type { StorageFormat } from '../../formats/storage-format.js';
import type { Column } from '../catalog.js';
import type { DeclaredStorage } from './declared-storage.js';

/** The format of objects, whose footers name columns as the table does where it tells them by their position. */
export function objectFormat(
  { format, readsByPosition }: DeclaredStorage,
  columns: readonly Column[],
): StorageFormat {
  return readsByPosition ? withTableNames(format, nameByPosition(columns)) : format;
}

/** Columns of a file beyond those of the table have no name in it. */
function nameByPosition(columns: readonly Column[]): NameOfLeaf {
  return (path, _leaf, footer) => {
    const position = footer.columns.findIndex(({ name }) => path === name || path.startsWith(`${name}.`));
    const column = columns[position];
    const own = footer.columns[position];
    return column === undefined || own === undefined ? null : `${column.name}${path.slice(own.name.length)}`;
  };
}
