import { dirname, resolve } from 'node:path';
import type { Clustering } from '../../sql/ddl.js';
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

/** Tables and views of `aws glue get-tables`. Throws `unreadable_file` or `invalid_catalog`. */
export function readGlueTables(files: readonly GlueFile[]): DeclaredCatalog {
  const tables = new Map<string, DeclaredTable>();
  const views = new Map<string, View>();
  const places = new Map<string, string>();
  for (const { file, database } of files) {
    const folder = dirname(resolve(file));
    for (const glue of readJsonFile(file, glueTables)) {
      const name = glue.Name.toLowerCase();
      const own = (glue.DatabaseName ?? 'default').toLowerCase();
      const place = { database: database ?? own, name, folder, own };
      const identity = JSON.stringify([place.database, name]);
      const other = places.get(identity);
      places.set(identity, file);
      const view = viewOf(glue, place);
      if (other !== undefined) {
        const detail = other === file ? `in ${file}` : `in ${other} and in ${file}`;
        tables.set(identity, { ...tableOf(glue, place), refusal: { code: 'duplicate_table', detail } });
        views.delete(identity);
      } else if (view === null) tables.set(identity, tableOf(glue, place));
      else views.set(identity, view);
    }
  }
  const databases = new Set([...tables.values(), ...views.values()].map((each) => each.database));
  return { databases: [...databases], tables: [...tables.values()], views: [...views.values()] };
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
    clustering: clusteringOf(glue),
    storage,
    location: location === null || location === '' ? null : addressOf(location, folder),
    folder,
    partitions: [],
    foldersAre: 'partitions',
    properties,
    refusal: isView(glue)
      ? { code: 'unsupported_table', detail: 'its ViewOriginalText is no view of Athena.' }
      : null,
  };
}

function clusteringOf({ StorageDescriptor }: GlueTable): Clustering | null {
  const { BucketColumns: columns, NumberOfBuckets: buckets } = StorageDescriptor;
  if (columns.length === 0 || buckets < 1) return null;
  return { columns: columns.map((column) => column.toLowerCase()), buckets };
}

function columnOf({ Name, Type }: { readonly Name: string; readonly Type: string }): Column {
  return { name: Name.toLowerCase(), type: parseType(Type) };
}
