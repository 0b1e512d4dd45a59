import { join } from 'node:path';
import { DryRunError } from '../errors.js';
import type { Column } from './catalog.js';
import type { FoundTable } from './data-object.js';
import { quoteText, type Session } from './duckdb-session.js';
import { typeOfDuckdb } from './duckdb-type.js';
import { readFooters } from './read-footers.js';
import type { Relations } from './relations.js';

/** A table as its files describe it, with its relations in the session's memory. */
export interface TakenTable {
  readonly name: string;
  readonly location: string;
  readonly format: string;
  readonly codec: string;
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  readonly storedBytes: number;
  readonly relations: Relations;
}

let taken = 0;

/** Reads the schema and the footers of a found table. Throws `unreadable_file` where no object can be read. */
export async function takeTable(found: FoundTable, session: Session): Promise<TakenTable> {
  taken += 1;
  const prefix = `table_${taken}`;
  await storePartitions(found, prefix, session);
  const footers = found.format.hasReadableFooters ? await readFooters(found, prefix, session) : null;
  const columns = footers === null ? await describeText(found, session) : footers.columns;
  const keys = new Set(found.partitionKeys);
  await storeObjects(found, prefix, footers?.unreadable ?? new Set(), session);
  return {
    name: found.name,
    location: found.location,
    format: found.format.name,
    codec: footers?.codec ?? codecOf(found),
    columns: columns.filter(({ name }) => !keys.has(name)),
    partitionKeys: found.partitionKeys.map((name) => ({ name, type: { kind: 'varchar', length: null } })),
    storedBytes: found.objects.reduce((sum, { bytes }) => sum + bytes, 0),
    relations: {
      partitions: `${prefix}_partitions`,
      objects: `${prefix}_objects`,
      rowGroups: footers === null ? null : `${prefix}_row_groups`,
      leaves: footers?.leaves ?? [],
    },
  };
}

export function pathOf(found: FoundTable, path: string): string {
  return path === '' ? found.location : join(found.location, ...path.split('/'));
}

function codecOf(found: FoundTable): string {
  const codecs = new Set(found.objects.map(({ codec }) => codec));
  return codecs.size > 1 ? 'mixed' : ([...codecs][0] ?? 'none');
}

async function storePartitions(found: FoundTable, prefix: string, session: Session): Promise<void> {
  const json = JSON.stringify(found.partitions.map((values, id) => ({ partition_id: id, values })));
  await session.run(`CREATE TABLE ${prefix}_partitions AS
    SELECT unnest(from_json(${quoteText(json)}, '[{"partition_id": "INTEGER", "values": ["VARCHAR"]}]'), recursive := true)`);
}

async function storeObjects(
  found: FoundTable,
  prefix: string,
  unreadable: ReadonlySet<number>,
  session: Session,
): Promise<void> {
  const readable =
    found.format.layout === 'row' ? 'whole' : found.format.hasReadableFooters ? 'chunked' : 'opaque';
  const json = JSON.stringify(
    found.objects.map(({ path, bytes, partition }, id) => ({
      object_id: id,
      partition_id: partition,
      path: pathOf(found, path),
      bytes,
      state: unreadable.has(id) ? 'unreadable' : readable,
    })),
  );
  const shape =
    '[{"object_id": "INTEGER", "partition_id": "INTEGER", "path": "VARCHAR", "bytes": "BIGINT", "state": "VARCHAR"}]';
  await session.run(`CREATE TABLE ${prefix}_objects AS
    SELECT unnest(from_json(${quoteText(json)}, '${shape}'), recursive := true)`);
}

const textReaders: Readonly<Record<string, string>> = {
  csv: 'read_csv',
  tsv: 'read_csv',
  text: 'read_csv',
  json: 'read_json',
};
const readableCodecs: ReadonlySet<string> = new Set(['none', 'gzip', 'zstd']);

/** Columns of a row format from its first object; none where nothing here can read it, as for bzip2. */
async function describeText(found: FoundTable, session: Session): Promise<readonly Column[]> {
  const [first] = found.objects;
  const reader = textReaders[found.format.name];
  if (first === undefined || reader === undefined || !readableCodecs.has(first.codec)) return [];
  const path = pathOf(found, first.path);
  try {
    const rows = await session.rows(
      `DESCRIBE SELECT * FROM ${reader}(${quoteText(path)}, hive_partitioning = false${first.codec === 'none' ? '' : `, compression = '${first.codec}'`})`,
    );
    return rows.map((row) => ({
      name: String(row['column_name']).toLowerCase(),
      type: typeOfDuckdb(String(row['column_type'])),
    }));
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    throw new DryRunError('unreadable_file', { path, detail });
  }
}
