import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CliResult, runCli } from '../../cli/run-cli.js';
import { createWarehouse, type Warehouse } from '../warehouse.js';
import { manifestOf, type ProjectModel, runResultsOf } from './project.js';

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await createWarehouse();
});

afterAll(() => warehouse.remove());

beforeEach(() => rmSync(join(warehouse.folder, 'target'), { recursive: true, force: true }));

const models: readonly ProjectModel[] = [
  {
    name: 'stg_logs',
    path: 'models/staging/stg_logs.sql',
    materialized: 'view',
    raw: "SELECT *\nFROM {{ source('lake', 'logs') }}\nWHERE status < 500",
    compiled: 'SELECT *\nFROM "awsdatacatalog"."default"."logs"\nWHERE status < 500',
  },
  {
    name: 'daily',
    path: 'models/daily.sql',
    raw: "{{ config(materialized='table') }}\n\nSELECT path, count(*) AS requests\nFROM {{ ref('stg_logs') }}\nGROUP BY path",
    compiled:
      '\n\nSELECT path, count(*) AS requests\nFROM "awsdatacatalog"."analytics"."stg_logs"\nGROUP BY path',
    dependsOn: ['stg_logs'],
  },
  {
    name: 'top_paths',
    path: 'models/top_paths.sql',
    raw: "SELECT path FROM {{ ref('daily') }} WHERE requests > 10",
    compiled: 'SELECT path FROM "awsdatacatalog"."analytics"."daily" WHERE requests > 10',
    dependsOn: ['daily'],
  },
  {
    name: 'helper',
    path: 'models/helper.sql',
    materialized: 'ephemeral',
    raw: 'SELECT 1 AS one',
    compiled: 'SELECT 1 AS one',
  },
];

function project(of: readonly ProjectModel[], scanned?: Readonly<Record<string, number | null>>): void {
  warehouse.write({ 'target/manifest.json': manifestOf(of) });
  if (scanned !== undefined) warehouse.write({ 'target/run_results.json': runResultsOf(scanned) });
}

function check(...words: readonly string[]): Promise<CliResult> {
  return runCli(['check', '--dbt', 'target', '--catalog', 'catalog', ...words], { cwd: warehouse.folder });
}

async function report(...words: readonly string[]) {
  const { stdout, code, stderr } = await check('--format', 'json', ...words);
  expect(stderr).toBe('');
  return { code, ...JSON.parse(stdout) };
}

test('models are costed by what they read; views cost nothing to make, and readers pay for them', async () => {
  project(models, { stg_logs: 0, daily: 3_000_123_456, top_paths: null });
  const { check: summary, statements } = await report();
  expect(summary.files).toMatchObject([
    { file: 'models/staging/stg_logs.sql', model: 'stg_logs', measuredBytes: null, usd: { high: 0 } },
    { file: 'models/daily.sql', model: 'daily', measuredBytes: 3_000_123_456 },
    { file: 'models/top_paths.sql', model: 'top_paths', measuredBytes: null },
  ]);
  const [view, daily, top] = statements;
  expect(view).toMatchObject({ kind: 'create_view', scans: [], errors: [] });
  expect(daily.scans).toMatchObject([{ database: 'default', table: 'logs', bytes: { likely: 3e9 } }]);
  expect(top).toMatchObject({
    accuracy: 'unknown',
    scans: [{ database: 'analytics', table: 'daily', columns: ['path', 'requests'] }],
    findings: [
      {
        rule: 'unknown',
        level: 'warn',
        message:
          'How much of analytics.daily is scanned is not known. Model daily is not built yet: its own SQL is costed, but nobody knows its size.',
      },
    ],
  });
});

test('findings stand at the lines of the file, not of the compiled SQL', async () => {
  project([
    {
      name: 'daily',
      path: 'models/daily.sql',
      raw: "{{ config(\n  materialized='table',\n) }}\n\nSELECT path\nFROM logs\n",
      compiled: '\n\nSELECT path\nFROM logs\n',
    },
  ]);
  const { statements } = await report();
  expect(statements[0].source).toEqual({ file: 'models/daily.sql', line: 5, column: 1 });
  expect(statements[0].scans[0]).toMatchObject({ line: 6, column: 6 });
  expect(statements[0].findings).toMatchObject([{ rule: 'partition-filter', line: 6, column: 6 }]);
});

test('the real bytes of the last run stand beside the estimate', async () => {
  project(models, { daily: 3_000_123_456 });
  const { stdout } = await check();
  expect(stdout).toContain('models/daily.sql (daily)');
  expect(stdout).toContain('the last run scanned 3 GB');
});

test('a table that is built is taken from the catalog', async () => {
  project([
    { name: 'users', path: 'models/users.sql', raw: 'SELECT 1 AS a', compiled: 'SELECT 1 AS a' },
    { name: 'b', path: 'models/b.sql', raw: 'x', compiled: 'SELECT name FROM default.users' },
  ]);
  const { statements } = await report();
  expect(statements[1].scans).toMatchObject([{ bytes: { likely: 1e8 } }]);
});

test('globs, budgets and suppressions are of models too', async () => {
  project([
    ...models,
    {
      name: 'audit',
      path: 'models/audit.sql',
      raw: '-- athena-dryrun: ignore partition-filter -- yearly audit\nSELECT path FROM logs',
      compiled: '-- athena-dryrun: ignore partition-filter -- yearly audit\nSELECT path FROM logs',
    },
  ]);
  const { code, check: summary, statements } = await report('models/a*.sql', '--budget', 'statement=1GB');
  expect(summary.files.map(({ model }: { model: string }) => model)).toEqual(['audit']);
  expect(statements[0].suppressed).toMatchObject([{ rule: 'partition-filter', reason: 'yearly audit' }]);
  expect(statements[0].findings).toMatchObject([{ rule: 'budget', level: 'fail', line: 2 }]);
  expect(code).toBe(1);
});

test('what dbt has not compiled is told', async () => {
  project([...models, { name: 'later', path: 'models/later.sql', raw: 'x', compiled: null }]);
  const { check: summary } = await report();
  expect(summary.findings).toMatchObject([
    { rule: 'not-compiled', level: 'warn', message: 'Not checked, as dbt has not compiled them: later.' },
  ]);
});

test.each<[string, string, string, boolean, string]>([
  ['seed.shop.countries', 'analytics.countries', 'name', false, 'Seed countries is not built yet'],
  ['snapshot.shop.prices', 'analytics.prices', '*', false, 'Snapshot prices is not built yet'],
  ['source.shop.clicks', 'web.raw_clicks', 'name', false, 'Source web.clicks is not in the catalog'],
  ['later', 'analytics.later', 'name', false, 'Model later is not built yet, and dbt has not compiled it'],
  [
    'wrong',
    'analytics.wrong',
    'name',
    true,
    'Model wrong is not built yet, and its own SQL cannot be estimated',
  ],
])('%s that is not there yet has an unknown size', async (id, table, columns, isError, message) => {
  const later = { name: 'later', path: 'models/later.sql', raw: 'x', compiled: null };
  const wrong = { name: 'wrong', path: 'models/wrong.sql', raw: 'x', compiled: 'SELECT nothing FROM users' };
  const compiled = `SELECT ${columns} FROM "awsdatacatalog"."${table.replace('.', '"."')}" s`;
  const through = 'SELECT max(name) AS name FROM analytics.reader';
  project([
    { name: 'reader', path: 'models/reader.sql', raw: 'x', compiled, dependsOn: [id] },
    { name: 'through', path: 'models/through.sql', raw: 'x', compiled: through, dependsOn: ['reader'] },
    { name: 'view', path: 'models/view.sql', materialized: 'view', raw: 'x', compiled, dependsOn: [id] },
    later,
    ...(isError ? [wrong] : []),
  ]);
  const { code, statements } = await report();
  expect(code).toBe(isError ? 2 : 0);
  const [reader, reads, view] = statements;
  expect(reader).toMatchObject({ accuracy: 'unknown', errors: [], bytesScanned: { high: null } });
  expect(reader.findings).toMatchObject([{ rule: 'unknown', message: expect.stringContaining(message) }]);
  expect(reads).toMatchObject({ accuracy: 'unknown', errors: [] });
  expect(view).toMatchObject({ kind: 'create_view', errors: [] });
});

test('models that refer to each other in a circle end', async () => {
  project([
    { name: 'a', path: 'a.sql', raw: 'x', compiled: 'SELECT 1 AS x FROM analytics.b', dependsOn: ['b'] },
    { name: 'b', path: 'b.sql', raw: 'x', compiled: 'SELECT 1 AS x FROM analytics.a', dependsOn: ['a'] },
  ]);
  const { code, stdout } = await check();
  expect(code).toBe(0);
  expect(stdout).toContain('How much of analytics.b is scanned is not known.');
});

test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
  ['no manifest', {}, [], 'manifest.json cannot be read: there is no such file.'],
  ['no JSON', { 'target/manifest.json': '{' }, [], 'it is no JSON'],
  [
    'another schema',
    { 'target/manifest.json': '{"metadata": {}, "nodes": {}}' },
    [],
    'metadata.dbt_schema_version',
  ],
  [
    'an old version',
    { 'target/manifest.json': manifestOf(models, 4) },
    [],
    'manifests of version 7 (dbt 1.3)',
  ],
  [
    'nothing compiled',
    { 'target/manifest.json': manifestOf(models.map((model) => ({ ...model, compiled: null }))) },
    [],
    'run "dbt compile" first',
  ],
  ['no model fits', { 'target/manifest.json': manifestOf(models) }, ['none/**'], 'No file fits none/**.'],
  [
    'a git revision',
    { 'target/manifest.json': manifestOf(models) },
    ['--base-ref', 'main'],
    'git has no compiled models',
  ],
])('%s exits 2', async (_, files, words, complaint) => {
  warehouse.write(files);
  const { code, stdout, stderr } = await check(...words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});
