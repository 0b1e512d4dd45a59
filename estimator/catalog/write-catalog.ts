import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { DryRunError } from '../errors.js';
import { removeOnExit } from '../remove-on-exit.js';
import { formatType } from '../sql/format-type.js';
import type { View } from './catalog.js';
import { type CatalogFile, relationFiles, type StoredTable } from './catalog-file.js';
import { describeUnreadObjects } from './describe-unread-objects.js';
import { quoteText, type Session } from './duckdb-session.js';
import { isLocal } from './object-address.js';
import type { ObjectBounds } from './relations.js';
import type { TakenTable } from './taken-table.js';

export interface WrittenCatalog {
  readonly databases: CatalogFile['databases'];
  /** Sentences about what was taken but is not as it should be. */
  readonly notes: readonly string[];
}

/** Takes what goes into a catalog folder, one thing after the other. */
export interface CatalogWriter {
  readonly addDatabase: (name: string) => void;
  /** Moves the relations of the table out of the session's memory. */
  readonly addTable: (database: string, table: TakenTable) => Promise<void>;
  readonly addView: (view: View) => void;
}

/**
 * Writes the catalog folder that `fill` fills. Nothing is left half-written: an older catalog there stays until the
 * new one is whole. Throws what `fill` throws, and `usage` where `out` is something else than a catalog.
 */
export async function writeCatalog(
  out: string,
  session: Session,
  fill: (writer: CatalogWriter) => Promise<void>,
): Promise<WrittenCatalog> {
  if (out.trim() === '')
    throw new DryRunError('usage', { detail: 'The name of the folder to write is empty.' });
  const target = resolve(out);
  if (existsSync(target) && !isReplaceable(target)) {
    throw new DryRunError('usage', { detail: `${out} exists and is no catalog folder; it is not replaced.` });
  }
  const temporary = `${target}.part-${process.pid}`;
  const forget = removeOnExit(temporary);
  const databases: CatalogFile['databases'] = [];
  const notes: string[] = [];
  let tables = 0;
  const databaseOf = (name: string): CatalogFile['databases'][number] => {
    const known = databases.find((database) => database.name === name.toLowerCase());
    if (known !== undefined) return known;
    const added = { name: name.toLowerCase(), tables: [] };
    databases.push(added);
    return added;
  };
  try {
    mkdirSync(temporary, { recursive: true });
    await fill({
      addDatabase: (name) => void databaseOf(name),
      async addTable(database, table) {
        const id = `t${tables}`;
        tables += 1;
        notes.push(...(await notesOn(database, table, session)));
        databaseOf(database).tables.push(await storeTable(table, { id, target, temporary }, session));
      },
      addView({ database, name, columns, sql, definedIn }) {
        const stored = databaseOf(database);
        stored.views = [...(stored.views ?? []), { name, columns: [...columns], sql, definedIn }];
      },
    });
    const file: CatalogFile = { schemaVersion: 1, databases };
    writeFileSync(join(temporary, 'catalog.json'), `${JSON.stringify(file, null, 1)}\n`);
    exchange(temporary, target);
    return { databases, notes };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    forget();
  }
}

async function notesOn(database: string, table: TakenTable, session: Session): Promise<readonly string[]> {
  const unread = await describeUnreadObjects(database, table, session);
  const name = `${database}.${table.name}`;
  const undeclared = `${name}: its columns are not known here (${table.format}, ${table.codec}). Declare them with DDL.`;
  return [
    ...(unread === null ? [] : [unread]),
    ...(table.columns.length === 0 && table.partitionKeys.length === 0 ? [undeclared] : []),
  ];
}

function isReplaceable(path: string): boolean {
  return (
    statSync(path).isDirectory() && (existsSync(join(path, 'catalog.json')) || readdirSync(path).length === 0)
  );
}

/** Numbers as differences (version 2) are read four times as fast as in version 1, and take less. */
export const relationFormat = 'FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2';

interface Place {
  readonly id: string;
  readonly target: string;
  readonly temporary: string;
}

async function storeTable(
  table: TakenTable,
  { id, target, temporary }: Place,
  session: Session,
): Promise<StoredTable> {
  const { relations, projection, refusal, columnOrder, partitionTransforms } = table;
  const addressFrom = (address: string): string => (isLocal(address) ? relative(target, address) : address);
  const columnOf = ({ name, type }: TakenTable['columns'][number]) => ({ name, type: formatType(type) });
  const stored: StoredTable = {
    id,
    name: table.name,
    location: addressFrom(table.location),
    format: table.format,
    codec: table.codec,
    columns: table.columns.map(columnOf),
    partitionKeys: table.partitionKeys.map(columnOf),
    storedBytes: table.storedBytes,
    objects: relations.counts.objects,
    rowGroups: relations.rowGroups === null ? null : relations.counts.rowGroups,
    ...(relations.objectBounds === null ? {} : { objectBounds: storedBounds(relations.objectBounds) }),
    leaves: [...relations.leaves],
    ...(projection === null ? {} : { projection: { ...projection, root: addressFrom(projection.root) } }),
    ...(refusal === null ? {} : { refusal }),
    ...(columnOrder === null ? {} : { columnOrder: [...columnOrder] }),
    ...(partitionTransforms.length === 0 ? {} : { partitionTransforms: [...partitionTransforms] }),
  };
  const files = relationFiles(stored);
  const move = async (relation: string, file: string): Promise<void> => {
    const path = quoteText(join(temporary, file));
    await session.run(`COPY ${relation} TO ${path} (${relationFormat})`);
    await session.run(`DROP TABLE ${relation}`);
  };
  await move(relations.partitions, files.partitions);
  await move(relations.objects, files.objects);
  if (relations.objectBounds !== null) await move(relations.objectBounds.relation, files.objectBounds);
  for (const [index, relation] of (relations.rowGroups ?? []).entries()) {
    await move(relation, files.rowGroups?.[index] ?? '');
  }
  return stored;
}

function storedBounds({ leaves, buckets, placedBy, clustering }: ObjectBounds): StoredTable['objectBounds'] {
  return {
    leaves: [...leaves],
    buckets: [...buckets],
    placedBy: [...placedBy],
    ...(clustering === null ? {} : { clustering: { ...clustering, columns: [...clustering.columns] } }),
  };
}

/** Puts the new folder in the place of the old one by two renames; a failed second one is undone. */
function exchange(temporary: string, target: string): void {
  const old = `${temporary}.old`;
  mkdirSync(dirname(target), { recursive: true });
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(temporary, target);
  } catch (error) {
    if (existsSync(old)) renameSync(old, target);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
