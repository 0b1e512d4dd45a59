import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { type BuildProgress, buildDatasets } from '../../datasets/build.js';
import { layouts } from '../../datasets/layouts.js';
import { readRows } from '../../datasets/open-database.js';
import { shardOf } from '../../datasets/stream.js';
import { walkFiles } from '../../datasets/walk-files.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { scratchDatabase } from './scratch-database.js';
import { temporaryFolder } from './temporary-folder.js';

const root = temporaryFolder();
const folder = join(root, 'first');
const rows = 5000;
const progress: BuildProgress[] = [];
const { connection } = await scratchDatabase(root);

beforeAll(async () => {
  await buildDatasets({ rows, seed: 1, folder, onProgress: (step) => progress.push(step) });
});

const analytic = layouts.filter(({ name }) => name !== 'raw');

/** SHA-256 of every file below a folder, hidden ones too. */
function digests(path: string): Readonly<Record<string, string>> {
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(path, name)).isFile());
  return Object.fromEntries(
    files.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(path, name)))
        .digest('hex'),
    ]),
  );
}

/** A table of a layout, whatever its format, with the partition keys of its folder names as text. */
function source(layout: string, table: 'transactions' | 'ml_features'): string {
  const found = layouts.find(({ name }) => name === layout);
  const glob = `'${join(folder, 'layouts', layout, table)}/**'`;
  const hive = 'hive_partitioning = true, hive_types_autocast = false';
  if (found?.format === 'parquet') return `read_parquet(${glob}, ${hive})`;
  if (found?.format === 'json') return `read_json(${glob}, ${hive})`;
  const stored = ['year', 'month', 'day'].filter((key) => found?.partitionKeys.includes(key) === false);
  const types = table === 'transactions' ? stored.map((key) => `${key}: 'VARCHAR'`) : [];
  return `read_csv(${glob}, ${hive}${types.length > 0 ? `, types = {${types.join(', ')}}` : ''})`;
}

test('the same seed gives the same bytes in every file', async () => {
  const other = join(root, 'second');
  await buildDatasets({ rows, seed: 1, folder: other });
  const expected = digests(join(folder, 'layouts'));
  expect(Object.keys(expected).length).toBeGreaterThan(800);
  expect(digests(join(other, 'layouts'))).toEqual(expected);
  expect(readFileSync(join(other, 'manifest.json'))).toEqual(readFileSync(join(folder, 'manifest.json')));
  rmSync(other, { recursive: true });
});

test('another seed gives other rows, and replaces what was there', async () => {
  const other = join(root, 'other-seed');
  await buildDatasets({ rows: 500, seed: 1, folder: other });
  const before = digests(join(other, 'layouts'));
  const { built, manifest } = await buildDatasets({ rows: 500, seed: 2, folder: other });
  expect([built, manifest.seed]).toEqual([true, 2]);
  const path = 'parquet_sorted_by_time/transactions/part-00000.parquet';
  expect(digests(join(other, 'layouts'))[path]).not.toBe(before[path]);
  expect(readdirSync(other).sort()).toEqual(['catalog', 'layouts', 'manifest.json']);
});

test('a second call builds nothing', async () => {
  const before = statSync(join(folder, 'manifest.json')).mtimeMs;
  expect(await buildDatasets({ rows, seed: 1, folder })).toMatchObject({ built: false, folder });
  expect(await buildDatasets({ folder })).toMatchObject({ built: false, manifest: { rows, seed: 1 } });
  expect(statSync(join(folder, 'manifest.json')).mtimeMs).toBe(before);
});

test('a catalog that is missing, or of another version, is taken again', async () => {
  const file = join(folder, 'catalog', 'catalog.json');
  const before = readFileSync(file, 'utf8');
  rmSync(join(folder, 'catalog'), { recursive: true });
  expect(await buildDatasets({ folder })).toMatchObject({ built: false });
  expect(readFileSync(file, 'utf8')).toBe(before);
  writeFileSync(file, '{"schemaVersion": 0}');
  expect(await buildDatasets({ folder })).toMatchObject({ built: false });
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('two builds at once leave one whole set', async () => {
  const other = join(root, 'at-once');
  const results = await Promise.all([1, 2].map(() => buildDatasets({ rows: 500, seed: 1, folder: other })));
  expect(results.map(({ built }) => built).sort()).toEqual([false, true]);
});

test('a build that died goes on after its last whole stage, to the same bytes', async () => {
  const other = join(root, 'died');
  const stop = new Error('stopped');
  const dying = buildDatasets({
    rows,
    seed: 1,
    folder: other,
    onProgress: ({ stage }) => {
      if (stage === 'csv_gzip') throw stop;
    },
  });
  await expect(dying).rejects.toBe(stop);
  expect(existsSync(join(other, 'manifest.json'))).toBe(false);
  const half = join(other, '.building', 'layouts', 'csv_gzip.partial', 'transactions');
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'part-00000.csv.gz'), 'half');
  const made = statSync(join(other, '.building', 'layouts', 'csv')).ino;
  await buildDatasets({ rows, seed: 1, folder: other });
  expect(statSync(join(other, 'layouts', 'csv')).ino).toBe(made);
  expect(digests(join(other, 'layouts'))).toEqual(digests(join(folder, 'layouts')));
});

test('progress counts up to the total', () => {
  expect(progress.map(({ done }) => done)).toEqual(progress.map((_, index) => index));
  expect(new Set(progress.map(({ total }) => total))).toEqual(new Set([progress.length]));
});

test.each([{ rows: 0 }, { rows: 1.5 }, { rows: 1e9 }, { seed: -1 }])('%o is refused', async (wrong) => {
  await expect(buildDatasets({ ...wrong, folder: join(root, 'never') })).rejects.toMatchObject({
    code: 'usage',
  });
  expect(existsSync(join(root, 'never'))).toBe(false);
});

test('one row is enough for every layout', async () => {
  const { manifest } = await buildDatasets({ rows: 1, seed: 1, folder: join(root, 'one') });
  expect(manifest.layouts.map(({ tables }) => Object.values(tables).map((table) => table.rows))).toEqual(
    layouts.map(({ name }) => (name === 'raw' ? [1] : [1, 1])),
  );
});

test('the manifest gives the sizes that the files have', async () => {
  const { manifest } = await buildDatasets({ folder });
  expect(manifest.layouts.map(({ name }) => name)).toEqual(layouts.map(({ name }) => name));
  for (const { name, tables } of manifest.layouts) {
    for (const [table, { objects, bytes }] of Object.entries(tables)) {
      const files = await walkFiles(join(folder, 'layouts', name, table));
      expect([objects, bytes]).toEqual([files.length, files.reduce((sum, file) => sum + file.bytes, 0)]);
    }
  }
});

test.each(analytic.map(({ name }) => name))('%s holds the same transactions and features', async (layout) => {
  const transactions = (name: string): string => `
    SELECT count(*)::INTEGER AS rows, bit_xor(hash(transaction_id, user_id, round(amount * 100)::BIGINT, category,
      event_time::TIMESTAMP, is_fraud, year::VARCHAR, month::VARCHAR, day::VARCHAR))::VARCHAR AS digest
    FROM ${source(name, 'transactions')}`;
  const features = (name: string): string => `
    SELECT count(*)::INTEGER AS rows, bit_xor(hash(user_id, transaction_count, avg_amount::DOUBLE, std_amount::DOUBLE,
      max_amount::DOUBLE, fraud_rate))::VARCHAR AS digest
    FROM ${source(name, 'ml_features')}`;
  const [expected] = await readRows(connection, transactions('parquet'));
  expect(expected?.['rows']).toBe(rows);
  expect(await readRows(connection, transactions(layout))).toEqual([expected]);
  expect(await readRows(connection, features(layout))).toEqual(
    await readRows(connection, features('parquet')),
  );
});

test('partition keys are folders and not columns of the files', async () => {
  const months = await walkFiles(join(folder, 'layouts', 'csv_by_month', 'transactions'));
  expect(months.map(({ key }) => key.split('/').slice(0, -1).join('/'))).toEqual(
    Array.from({ length: 12 }, (_, month) => `year=2024/month=${String(month + 1).padStart(2, '0')}`),
  );
  const [january] = months;
  const text = readFileSync(
    join(folder, 'layouts', 'csv_by_month', 'transactions', january?.key ?? ''),
    'utf8',
  );
  expect(text.split('\n')[0]).toBe('transaction_id,user_id,amount,category,event_time,is_fraud,day');
  for (const layout of ['csv_by_day', 'parquet_snappy_by_day']) {
    expect(await walkFiles(join(folder, 'layouts', layout, 'transactions'))).toHaveLength(366);
  }
});

test('fraud_rate is what integers give', async () => {
  const features = source('parquet', 'ml_features');
  const [row] = await readRows(
    connection,
    `SELECT count(*) FILTER (fraud_rate NOT IN (0, 1))::INTEGER AS fractions,
      sum(transaction_count)::INTEGER AS transactions FROM ${features}`,
  );
  expect(row).toEqual({ fractions: 0, transactions: rows });
});

test('raw objects keep each shard in the order sent, under the hour of their first record', async () => {
  const raw = join(folder, 'layouts', 'raw', 'raw_transactions');
  for (const { key } of await walkFiles(raw)) {
    const lines = gunzipSync(readFileSync(join(raw, key)))
      .toString('utf8')
      .trimEnd()
      .split('\n');
    const records = lines.map((line): Readonly<Record<string, string>> => JSON.parse(line));
    const instants = records.map((record) => record['timestamp'] ?? '');
    const first = [...instants].sort()[0] ?? '';
    expect(key.slice(0, 13)).toBe(first.slice(0, 13).replace(/[-T]/g, '/'));
    for (const shard of [0, 1]) {
      const own = records.filter((record) => shardOf(record['user_id'] ?? '', 2) === shard);
      const sent = own.map((record) => record['timestamp'] ?? '');
      expect(sent).toEqual([...sent].sort());
    }
    expect(Object.keys(records[0] ?? {}).slice(-2)).toEqual(['processed_at', 'source']);
  }
});

test('the catalog has a database a layout, with the types of the plan in all of them', async () => {
  const catalog = await loadCatalog([{ database: null, path: join(folder, 'catalog') }]);
  try {
    expect([...catalog.databases.keys()].sort()).toEqual(layouts.map(({ name }) => name).sort());
    for (const { name, partitionKeys } of analytic) {
      const table = catalog.databases.get(name)?.tables.get('transactions');
      if (table?.kind !== 'table') throw new Error(`${name}.transactions is no table`);
      expect(table.partitionKeys.map((key) => key.name)).toEqual(partitionKeys);
      const columns = [...table.columns, ...table.partitionKeys].map(
        (column) => `${column.name} ${column.type.kind}`,
      );
      expect(columns.sort()).toEqual([
        ...['amount double', 'category varchar', 'day varchar', 'event_time timestamp', 'is_fraud boolean'],
        ...['month varchar', 'transaction_id varchar', 'user_id varchar', 'year varchar'],
      ]);
    }
  } finally {
    catalog.close();
  }
});
