import { dirname, resolve } from 'node:path';
import { DryRunError } from '../../errors.js';
import { parseType } from '../../sql/type.js';
import type { Column, View } from '../catalog.js';
import { addressOf } from '../object-address.js';
import type { DeclaredCatalog, DeclaredTable } from './declared-table.js';
import { type GlueTable, glueTables } from './glue-json.js';
import { glueStorage } from './glue-storage.js';
import { lowerCaseNames } from './lower-case-names.js';
import { readPrestoView } from './presto-view.js';
import { readJsonFile } from './read-json-file.js';

export interface GlueFile {
  readonly file: string;
  /** In the place of the databases that the tables name; null: theirs. */
  readonly database: string | null;
}

/** Tables and views of `aws glue get-tables`. Throws `unreadable_file`, `invalid_catalog` or `duplicate_table`. */
export function readGlueTables(files: readonly GlueFile[]): DeclaredCatalog {
  const tables: DeclaredTable[] = [];
  const views: View[] = [];
  const names = new Set<string>();
  for (const { file, database } of files) {
    const folder = dirname(resolve(file));
    for (const glue of readJsonFile(file, glueTables)) {
      const name = glue.Name.toLowerCase();
      const own = (glue.DatabaseName ?? 'default').toLowerCase();
      const place = { database: database ?? own, name, folder, own };
      const identity = JSON.stringify([place.database, name]);
      if (names.has(identity)) {
        throw new DryRunError('duplicate_table', { name: `${place.database}.${name} (${file})` });
      }
      names.add(identity);
      const view = viewOf(glue, place);
      if (view === null) tables.push(tableOf(glue, place));
      else views.push(view);
    }
  }
  const databases = new Set([...tables, ...views].map((each) => each.database));
  return { databases: [...databases], tables, views };
}

interface Place {
  readonly database: string;
  readonly name: string;
  readonly folder: string;
  /** What Glue calls the database. */
  readonly own: string;
}

function isView({ TableType, ViewOriginalText }: GlueTable): boolean {
  return TableType === 'VIRTUAL_VIEW' || (ViewOriginalText ?? '').trim() !== '';
}

/** A link to a table of another database or account reads that table. Null for tables, and views without sense. */
function viewOf(glue: GlueTable, { database, name, own }: Place): View | null {
  const base = { kind: 'view', database, name } as const;
  if (glue.TargetTable !== null) {
    const target = [glue.TargetTable.DatabaseName, glue.TargetTable.Name].map(quoted).join('.');
    return { ...base, columns: [], sql: `SELECT * FROM ${target}`, definedIn: database };
  }
  const read = isView(glue) ? readPrestoView(glue.ViewOriginalText ?? '') : null;
  if (read === null) return null;
  const definer = read.database?.toLowerCase() ?? own;
  return { ...base, columns: read.columns, sql: read.sql, definedIn: definer === own ? database : definer };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function tableOf(glue: GlueTable, { database, name, folder }: Place): DeclaredTable {
  const properties = lowerCaseNames(glue.Parameters);
  const storage = glueStorage(glue.StorageDescriptor, properties);
  const { Location: location, Columns: columns } = glue.StorageDescriptor;
  return {
    database,
    name,
    columns: columns.map(columnOf),
    partitionKeys: glue.PartitionKeys.map(columnOf),
    partitionTransforms: [],
    storage: isView(glue) ? { ...storage, refusal: 'its ViewOriginalText is no view of Athena.' } : storage,
    location: location === null || location === '' ? null : addressOf(location, folder),
    folder,
    partitions: [],
    foldersAre: 'partitions',
    properties,
  };
}

function columnOf({ Name, Type }: { readonly Name: string; readonly Type: string }): Column {
  return { name: Name.toLowerCase(), type: parseType(Type) };
}
