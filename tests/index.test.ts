import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import {
  advise,
  type Catalog,
  compare,
  DryRunError,
  estimate,
  loadCatalog,
  type Report,
} from '../estimator/index.js';
import { put, scratchFolder } from './catalog/scratch.js';

const folder = scratchFolder();
put(folder, 'csv/notes.csv', `id,text\n${'1,abcdefgh\n'.repeat(1000)}`);
put(folder, 'other/notes.csv', `id,text\n${'1,abcdefgh\n'.repeat(10)}`);
const catalog = await loadCatalog(`large=${folder}/csv`, `small=${folder}/other`);
afterAll(() => catalog.close());

describe('estimate', () => {
  test('needs a catalog only', async () => {
    const report = await estimate('SELECT text FROM notes', { catalog });
    expect(report.total.bytesScanned).toEqual({ low: 11_008, likely: 11_008, high: 11_008 });
    expect(report.price).toMatchObject({ region: 'us-east-1', usdPerTerabyte: 5, bytesPerTerabyte: 2 ** 40 });
  });

  test('takes every option', async () => {
    const sql = 'SELECT text FROM notes WHERE id = {{ id }}';
    const report = await estimate(sql, {
      catalog,
      database: 'small',
      region: 'sa-east-1',
      terabyte: 'decimal',
      engine: 'trino',
      at: new Date('2024-01-01'),
      runsPerMonth: 30,
      parameters: { id: '1' },
      file: 'a.sql',
      showsSql: true,
    });
    expect(report).toMatchObject({ engine: 'trino', price: { region: 'sa-east-1', bytesPerTerabyte: 1e12 } });
    expect(report.statements[0]).toMatchObject({ sql, source: { file: 'a.sql' }, runsPerMonth: 30 });
  });

  test('puts errors of statements into the report, and throws others', async () => {
    const report = await estimate('SELECT 1; SELECT * FROM nothing', { catalog });
    expect(report.statements.map(({ errors }) => errors.length)).toEqual([0, 1]);
    await expect(estimate('', { catalog })).rejects.toThrow(DryRunError);
    await expect(estimate('SELECT 1', { catalog, region: 'mars' })).rejects.toMatchObject({
      code: 'unknown_region',
    });
  });
});

/** Callers without types. */
const untyped: (...values: readonly unknown[]) => Promise<unknown> = (...values) =>
  Reflect.apply(estimate, null, values);

test.each<[string, readonly unknown[], string]>([
  ['no text', [3, { catalog }], 'sql: a text was expected, not 3.'],
  ['nothing', [], 'sql: a text was expected, not nothing.'],
  ['no options', ['SELECT 1'], 'a mapping of keys to values was expected, not nothing.'],
  ['no catalog', ['SELECT 1', {}], 'catalog: it is missing.'],
  ['a path', ['SELECT 1', { catalog: 'data' }], 'catalog: what loadCatalog gives was expected.'],
  ['runs', ['SELECT 1', { catalog, runsPerMonth: 0 }], 'runsPerMonth: a number above 0 and at most'],
  ['no time', ['SELECT 1', { catalog, at: '2024-01-01' }], 'at: a date was expected, not "2024-01-01".'],
  ['no option', ['SELECT 1', { catalog, regoin: 'x' }], 'regoin: it is not known.'],
  ['a parameter', ['SELECT 1', { catalog, parameters: { a: 1 } }], 'parameters.a: a text was expected'],
])('%s is told by name', async (_, values, complaint) => {
  await expect(untyped(...values)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining(complaint),
  });
});

test('compare takes each database as a layout, the cheapest first', async () => {
  const { layouts } = await compare('SELECT text FROM notes', { catalog });
  expect(layouts.map(({ database }) => database)).toEqual(['small', 'large']);
});

test('advise applies what it advises', async () => {
  const sql = 'SELECT text FROM notes WHERE id = 1 UNION ALL SELECT text FROM notes WHERE id = 2';
  const { statements } = await advise(sql, { catalog, database: 'small' });
  expect(statements[0]?.advice.map(({ code, sql }) => ({ code, sql }))).toEqual([
    { code: 'merge-scans', sql: 'SELECT text FROM notes WHERE (id = 1) OR (id = 2)' },
  ]);
});

test('a catalog that is not there is an error with a code', async () => {
  await expect(loadCatalog(`${folder}/none`)).rejects.toMatchObject({ code: 'unreadable_file' });
});

test('everything is typed', () => {
  expectTypeOf<Awaited<ReturnType<typeof loadCatalog>>>().toEqualTypeOf<Catalog>();
  expectTypeOf<Awaited<ReturnType<typeof estimate>>>().toEqualTypeOf<Report>();
  expect(catalog.databases.size).toBe(2);
});
