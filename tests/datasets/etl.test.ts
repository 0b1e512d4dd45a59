import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type EtlJob, runEtl, transactionsSource } from '../../datasets/etl.js';
import { readRows } from '../../datasets/open-database.js';
import { walkFiles } from '../../datasets/walk-files.js';
import { scratchDatabase } from './scratch-database.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = temporaryFolder();
const { connection } = await scratchDatabase(folder);

const good = {
  transaction_id: 'TX10001',
  user_id: 'USER7',
  amount: 12.5,
  category: 'food',
  timestamp: '2024-02-03T04:05:06.789Z',
  is_fraud: false,
  processed_at: '2024-02-03T05:00:00.000Z',
  source: 'firehose',
};

function createJob(name: string): EtlJob {
  const at = (part: string): string => join(folder, name, part);
  mkdirSync(at('raw'), { recursive: true });
  return { rawFolder: at('raw'), sinkFolder: at('sink'), bookmarkFile: at('bookmark.json') };
}

function putObject(job: EtlJob, key: string, records: readonly object[]): void {
  const path = join(job.rawFolder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzipSync(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
}

test('maps the fields and derives year, month and day', async () => {
  const job = createJob('maps');
  putObject(job, '2024/02/03/04/a.json.gz', [good]);
  const run = await runEtl(connection, job);
  expect(run).toEqual({ run: 1, objects: 1, rowsRead: 1, rowsWritten: 1, droppedFields: [] });
  expect((await walkFiles(job.sinkFolder)).map(({ key }) => key)).toEqual([
    'year=2024/month=02/run-00001-0.parquet',
  ]);
  expect(await readRows(connection, `FROM ${transactionsSource(job.sinkFolder)}`)).toEqual([
    {
      transaction_id: 'TX10001',
      user_id: 'USER7',
      amount: 12.5,
      category: 'food',
      event_time: '2024-02-03 04:05:06.789',
      is_fraud: false,
      year: '2024',
      month: '02',
      day: '03',
    },
  ]);
});

test('a second run handles only new objects', async () => {
  const job = createJob('bookmark');
  putObject(job, '2024/02/03/04/a.json.gz', [good, good]);
  await runEtl(connection, job);
  const firstFile = join(job.sinkFolder, 'year=2024/month=02/run-00001-0.parquet');
  const before = readFileSync(firstFile);
  expect(await runEtl(connection, job)).toEqual({
    run: 0,
    objects: 0,
    rowsRead: 0,
    rowsWritten: 0,
    droppedFields: [],
  });
  putObject(job, '2024/02/03/05/b.json.gz', [{ ...good, transaction_id: 'TX20002' }]);
  expect(await runEtl(connection, job)).toMatchObject({ run: 2, objects: 1, rowsRead: 1, rowsWritten: 1 });
  expect(readFileSync(firstFile).equals(before)).toBe(true);
  const rows = await readRows(connection, `SELECT transaction_id FROM ${transactionsSource(job.sinkFolder)}`);
  expect(rows.map((row) => row['transaction_id'])).toEqual(['TX10001', 'TX10001', 'TX20002']);
});

test('an object that was replaced is new again', async () => {
  const job = createJob('replaced');
  putObject(job, 'a.json.gz', [good]);
  await runEtl(connection, job);
  putObject(job, 'a.json.gz', [good, { ...good, transaction_id: 'TX20002' }]);
  expect(await runEtl(connection, job)).toMatchObject({ run: 2, objects: 1, rowsWritten: 2 });
});

test('what a run that died has left is replaced by the next', async () => {
  const job = createJob('died');
  putObject(job, 'a.json.gz', [good]);
  const left = join(job.sinkFolder, 'year=2024/month=05/run-00001-0.parquet');
  mkdirSync(dirname(left), { recursive: true });
  writeFileSync(left, 'half');
  await runEtl(connection, job);
  expect(statSync(left, { throwIfNoEntry: false })).toBeUndefined();
});

test('amounts that are not above 0, or no number, do not pass the filter', async () => {
  const job = createJob('filter');
  putObject(job, 'a.json.gz', [
    good,
    { ...good, amount: 0 },
    { ...good, amount: -3 },
    { ...good, amount: 'much' },
    { ...good, amount: null },
  ]);
  expect(await runEtl(connection, job)).toMatchObject({ rowsRead: 5, rowsWritten: 1 });
});

test('a field without any value is dropped; one with some is kept', async () => {
  const job = createJob('nulls');
  putObject(job, 'a.json.gz', [
    { ...good, category: null, is_fraud: null },
    { ...good, category: null },
  ]);
  expect(await runEtl(connection, job)).toMatchObject({ droppedFields: ['category'], rowsWritten: 2 });
  const columns = await readRows(
    connection,
    `DESCRIBE FROM read_parquet('${job.sinkFolder}/*/*/*.parquet', hive_partitioning = false)`,
  );
  expect(columns.map((column) => column['column_name'])).toEqual([
    ...['transaction_id', 'user_id', 'amount', 'event_time', 'is_fraud', 'day'],
  ]);
});

test('a bookmark that is no bookmark is reported, not overwritten', async () => {
  const job = createJob('broken');
  putObject(job, 'a.json.gz', [good]);
  writeFileSync(job.bookmarkFile, '{"runs": -1}');
  await expect(runEtl(connection, job)).rejects.toMatchObject({ code: 'unreadable_file' });
  expect(readFileSync(job.bookmarkFile, 'utf8')).toBe('{"runs": -1}');
});
