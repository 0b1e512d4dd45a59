import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CatalogFile, relationFiles, type StoredTable } from '../estimator/catalog/catalog-file.js';
import { createSession, quoteText } from '../estimator/catalog/duckdb-session.js';
import { relationFormat } from '../estimator/catalog/write-catalog.js';

/** Rows of the table are `objectsPerPartition` objects to a partition and `rowGroupsPerObject` row groups to an object. */
const objectsPerPartition = 10;
const rowGroupsPerObject = 3;
/** Partitions of one day, by shard. */
const shards = 40;
const firstDay = '2018-01-01';

/** The bounds of leaf `i` are of type `i % 5`. */
const leafTypes = ['bigint', 'double', 'string', 'timestamp', 'boolean'] as const;
const boundTypes = ['BIGINT', 'DOUBLE', 'VARCHAR', 'TIMESTAMP', 'BOOLEAN'] as const;
const leafCount = 30;

/**
 * Writes a catalog folder with one table `events` of as many Parquet objects, partitioned by `day` and `shard`, as the
 * crawl of a real one would leave it: sizes and bounds come from hashes, so that every run has the same.
 */
export async function writeManyObjects(folder: string, objects: number): Promise<void> {
  const table: StoredTable = {
    id: 't0',
    name: 'events',
    location: 's3://bench/events',
    format: 'parquet',
    codec: 'zstd',
    columns: Array.from({ length: leafCount }, (_, leaf) => ({
      name: `c${leaf}`,
      type: leafTypes[leaf % leafTypes.length] ?? 'string',
    })),
    partitionKeys: [
      { name: 'day', type: 'string' },
      { name: 'shard', type: 'string' },
    ],
    storedBytes: 0,
    objects,
    rowGroups: objects * rowGroupsPerObject,
    leaves: Array.from({ length: leafCount }, (_, leaf) => ({
      path: `c${leaf}`,
      boundType: boundTypes[leaf % boundTypes.length] ?? null,
    })),
  };
  const files = relationFiles(table);
  const session = createSession();
  const write = async (file: string, query: string): Promise<void> => {
    const path = quoteText(join(folder, file));
    await session.run(`COPY (${query}) TO ${path} (${relationFormat})`);
  };
  await write(files.partitions, partitionsSql(objects / objectsPerPartition));
  await write(files.objects, objectsSql(objects));
  await write(files.rowGroups?.[0] ?? '', rowGroupsSql(objects));
  session.close();
  const stored = objects * objectBytes;
  const file: CatalogFile = {
    schemaVersion: 1,
    databases: [{ name: 'default', tables: [{ ...table, storedBytes: stored }] }],
  };
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify(file));
}

const leafSpanBytes = 2 ** 17;
const rowGroupBytes = leafCount * leafSpanBytes;
const objectBytes = rowGroupsPerObject * rowGroupBytes + 65_536;

const dayOf = (partition: string): string => `(DATE '${firstDay}' + (${partition} // ${shards})::INTEGER)`;

function partitionsSql(partitions: number): string {
  return `SELECT range::INTEGER AS partition_id,
      [strftime(${dayOf('range')}, '%Y-%m-%d'), (range % ${shards})::VARCHAR] AS "values",
      ${objectsPerPartition}::BIGINT AS objects, ${objectsPerPartition * objectBytes}::BIGINT AS bytes
    FROM range(${partitions})`;
}

function objectsSql(objects: number): string {
  return `SELECT range::INTEGER AS object_id, (range // ${objectsPerPartition})::INTEGER AS partition_id,
      format('day={}/shard={}/part-{}.parquet', ${dayOf('partition_id')}, partition_id % ${shards}, md5(range::VARCHAR)) AS path,
      ${objectBytes}::BIGINT AS bytes, 'parquet' AS format, 'none' AS codec, 'chunked' AS state, NULL::VARCHAR AS reason,
      65528::BIGINT AS footer_bytes, 300000::BIGINT AS rows, ${rowGroupsPerObject}::INTEGER AS row_groups,
      NULL::VARCHAR AS storage_class
    FROM range(${objects})`;
}

function rowGroupsSql(objects: number): string {
  const leaves = Array.from({ length: leafCount }, (_, leaf) => leafSql(leaf));
  return `SELECT (range // ${objectsPerPartition * rowGroupsPerObject})::INTEGER AS partition_id,
      (range // ${rowGroupsPerObject})::INTEGER AS object_id, (range % ${rowGroupsPerObject})::INTEGER AS row_group,
      100000::BIGINT AS rows, ${objectBytes}::BIGINT AS object_bytes,
      4 + row_group * ${rowGroupBytes}::BIGINT AS start_byte, 4 + (row_group + 1) * ${rowGroupBytes}::BIGINT AS end_byte,
      ${leaves.join(',\n')}
    FROM range(${objects * rowGroupsPerObject})`;
}

function leafSql(leaf: number): string {
  const bounds: Readonly<Record<(typeof boundTypes)[number], readonly [string, string]>> = {
    BIGINT: [`(hash(range, ${leaf}) % 1000000)::BIGINT`, `min_${leaf} + 1000000`],
    DOUBLE: [`(hash(range, ${leaf}) % 1000) / 8`, `min_${leaf} + 1000`],
    VARCHAR: [`hex(hash(range, ${leaf}) % 65536)`, `min_${leaf} || 'Z'`],
    TIMESTAMP: [
      `${dayOf('partition_id')}::TIMESTAMP + to_hours((row_group * 8)::BIGINT)`,
      `min_${leaf} + INTERVAL 8 HOURS`,
    ],
    BOOLEAN: ['false', 'true'],
  };
  const [minimum, maximum] = bounds[boundTypes[leaf % boundTypes.length] ?? 'BOOLEAN'];
  return `(${leafSpanBytes / 2} + hash(range, ${leaf + leafCount}) % ${leafSpanBytes / 2})::BIGINT AS bytes_${leaf},
      start_byte + ${leaf * leafSpanBytes}::BIGINT AS first_byte_${leaf}, ${minimum} AS min_${leaf}, ${maximum} AS max_${leaf},
      0::BIGINT AS nulls_${leaf}, ${leaf % 2 === 0} AS dictionary_${leaf}, NULL::BIGINT AS bloom_${leaf}`;
}
