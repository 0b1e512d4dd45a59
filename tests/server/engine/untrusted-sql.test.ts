import { existsSync, readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DryRunError } from '../../../estimator/errors.js';
import { type OpenDatabase, openDatabase } from '../../../server/engine/open-database.js';
import { runQuery } from '../../../server/engine/run-query.js';
import { type EngineData, writeEngineData } from './engine-data.js';

/**
 * Hostile SQL against the worker's own door, without the translation that stands before it: what DuckDB's settings,
 * the tree's lists and the closed directory let through, statement by statement.
 */
let data: EngineData;
let database: OpenDatabase;

beforeAll(async () => {
  data = await writeEngineData();
  database = await openDatabase({ tables: data.tables, memoryLimitBytes: 2 ** 29, threads: 1 });
});

afterAll(() => {
  database.connection.closeSync();
  data.remove();
});

function run(sql: string) {
  return runQuery(database, {
    sql,
    database: 'db',
    columns: null,
    scansOnce: true,
    rowLimit: 10,
    resultBytesLimit: 10_000,
    keep: null,
  });
}

async function codeOf(sql: string): Promise<string> {
  try {
    await run(sql);
    return 'ran';
  } catch (error) {
    return error instanceof DryRunError ? error.code : String(error);
  }
}

afterEach(async () => {
  // Whatever was tried, nothing was written, and the next query runs.
  expect(readdirSync(data.folder).sort()).toEqual(['names.csv', 'numbers.parquet']);
  expect((await run('SELECT count(*) FROM names')).rows).toEqual([[3]]);
});

const refused: readonly (readonly [string, (folder: EngineData) => string])[] = [
  ['COPY TO a system path', () => "COPY (SELECT 1) TO '/etc/x.csv'"],
  ['COPY TO the datasets', ({ folder }) => `COPY (SELECT 1) TO '${folder}/evil.parquet'`],
  ['EXPORT', ({ folder }) => `EXPORT DATABASE '${folder}/out'`],
  ['EXPLAIN ANALYZE COPY', ({ folder }) => `EXPLAIN ANALYZE COPY (SELECT 1) TO '${folder}/evil.csv'`],
  ['EXPLAIN', () => 'EXPLAIN SELECT 1'],
  ['IMPORT', () => "IMPORT DATABASE '/tmp'"],
  ['ATTACH a file', () => "ATTACH '/tmp/x.db'"],
  ['ATTACH memory', () => "ATTACH ':memory:' AS m"],
  ['read_csv of a system file', () => "SELECT * FROM read_csv('/etc/passwd')"],
  ['read_text', () => "SELECT * FROM read_text('/etc/passwd')"],
  ['read_blob', () => "SELECT * FROM read_blob('/etc/passwd')"],
  ['sniff_csv', () => "SELECT * FROM sniff_csv('/etc/passwd')"],
  ['a path as a table', () => "SELECT * FROM '/etc/passwd'"],
  ['a file of the datasets as a table', ({ folder }) => `SELECT * FROM '${folder}/numbers.parquet'`],
  ['read_parquet of the datasets', ({ folder }) => `SELECT * FROM read_parquet('${folder}/numbers.parquet')`],
  ['a file beside the datasets', ({ secret }) => `SELECT * FROM read_csv('${secret}')`],
  ['a traversal', ({ folder }) => `SELECT * FROM read_csv('${folder}/../secret.csv')`],
  ['glob of the root', () => "SELECT * FROM glob('/*')"],
  ['glob of the datasets', ({ folder }) => `SELECT * FROM glob('${folder}/*')`],
  ['http', () => "SELECT * FROM read_csv('http://127.0.0.1:1/x')"],
  ['/proc', () => "SELECT * FROM read_text('/proc/self/environ')"],
  ['INSTALL', () => 'INSTALL httpfs'],
  ['LOAD', () => 'LOAD httpfs'],
  ['SET', () => "SET memory_limit='100GB'"],
  ['RESET', () => 'RESET memory_limit'],
  ['PRAGMA', () => 'PRAGMA database_list'],
  ['CALL', () => "CALL enable_logging(storage = 'file')"],
  ['DROP VIEW', () => 'DROP VIEW db.numbers'],
  ['CREATE OR REPLACE VIEW', () => 'CREATE OR REPLACE VIEW db.numbers AS SELECT 1'],
  ['CREATE TABLE', () => 'CREATE TABLE t AS SELECT 1'],
  ['CREATE TEMP MACRO', () => 'CREATE TEMP MACRO f(x) AS x'],
  ['SET VARIABLE', () => 'SET VARIABLE x = 1'],
  ['INSERT', () => 'INSERT INTO db.numbers VALUES (1)'],
  [
    'enable_logging as a table',
    () => "SELECT * FROM enable_logging(storage = 'file', storage_path = '/tmp/l')",
  ],
  [
    'enable_profiling as a table',
    ({ folder }) => `SELECT * FROM enable_profiling(save_location = '${folder}/p.json')`,
  ],
  ['query()', () => "SELECT * FROM query('SELECT * FROM duckdb_settings()')"],
  ['query_table()', () => "SELECT * FROM query_table('duckdb_settings')"],
  ['json_execute_serialized_sql', () => "SELECT * FROM json_execute_serialized_sql('{}')"],
  ['duckdb_settings', () => 'SELECT * FROM duckdb_settings()'],
  ['duckdb_views', () => 'SELECT * FROM duckdb_views()'],
  [
    'duckdb_views hidden behind a CTE of its name',
    () => 'WITH duckdb_views AS (SELECT * FROM duckdb_views) SELECT * FROM duckdb_views',
  ],
  ['information_schema', () => 'SELECT * FROM information_schema.tables'],
  ['sqlite_master', () => 'SELECT * FROM sqlite_master'],
  ['SHOW as a table', () => 'SELECT * FROM (SHOW TABLES)'],
  ['DESCRIBE as a table', () => 'SELECT * FROM (DESCRIBE db.numbers)'],
  ['two statements', () => 'SELECT 1; SELECT 2'],
  ['a second statement that writes', ({ folder }) => `SELECT 1; COPY (SELECT 1) TO '${folder}/evil.csv'`],
  ['PIVOT', () => 'PIVOT db.numbers ON even USING count(*)'],
  ['repeat', () => "SELECT repeat('x', 2000000000)"],
  ['lpad of gigabytes', () => "SELECT lpad('x', 2000000000, 'y')"],
  ['range as a value', () => 'SELECT range(2000000000)'],
  ['levenshtein', () => "SELECT levenshtein('a', 'b')"],
  ['sleep_ms', () => 'SELECT sleep_ms(10000)'],
  ['write_log', () => "SELECT write_log('x')"],
  ['getvariable', () => "SELECT getvariable('x')"],
  ['current_setting', () => "SELECT current_setting('temp_directory')"],
  ['nextval', () => "SELECT nextval('s')"],
  ['setseed', () => 'SELECT setseed(0.5)'],
  ['getenv', () => "SELECT getenv('HOME')"],
  ['a function of the macro schema that is none of ours', () => 'SELECT "$athena".evil(1)'],
  ['the logs', () => 'SELECT * FROM duckdb_logs'],
  ['another catalog', () => 'SELECT * FROM system.main.duckdb_settings'],
];

describe('refused before anything runs', () => {
  test.each(refused)('%s', async (_, sql) => {
    expect(['forbidden', 'query_failed', 'not_faithful', 'unknown_table', 'unknown_database']).toContain(
      await codeOf(sql(data)),
    );
    expect(existsSync('/etc/x.csv')).toBe(false);
  });

  test.each([
    ['a million parentheses', `SELECT ${'('.repeat(1_000_000)}1${')'.repeat(1_000_000)}`],
    ['a million NOTs', `SELECT ${'NOT '.repeat(1_000_000)} true`],
    ['a million additions', `SELECT 1${'+1'.repeat(1_000_000)}`],
  ])('%s', async (_, sql) => {
    expect(await codeOf(sql)).toBe('not_faithful');
  });
});

describe('what a reader needs runs', () => {
  test.each([
    ['a projection', 'SELECT id, name FROM numbers WHERE id = 7', [[7, 'n7']]],
    ['a qualified table', 'SELECT count(*) FROM db.numbers', [[5000]]],
    ['a CTE', 'WITH t AS (SELECT id FROM numbers) SELECT max(id) FROM t', [[4999]]],
    ['a join', 'SELECT count(*) FROM numbers a JOIN names b ON a.id = b.id', [[3]]],
    ['UNNEST', 'SELECT count(*) FROM numbers, UNNEST(list)', [[10_000]]],
    ['a window', 'SELECT id, row_number() OVER (ORDER BY id) FROM names ORDER BY id LIMIT 1', [[0, 1]]],
    ['a subquery', 'SELECT name FROM names WHERE id = (SELECT max(id) FROM names)', [['n2']]],
    ['no table', "SELECT 'quoted; -- text', NULL", [['quoted; -- text', null]]],
  ])('%s', async (_, sql, rows) => {
    expect((await run(sql)).rows).toEqual(rows);
  });
});
