import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runPage } from './run-page.js';
import { plainText, type ServedDatasets, serveDatasets } from './serve-datasets.js';

/** What heads the columns of a result: Athena's names and types, never those of the engine that runs it here. */
let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

interface Column {
  readonly name: string;
  readonly type: string;
}

async function columnsOf(sql: string): Promise<readonly Column[]> {
  const { result, error } = await (await served.post('/run.json', { sql, database: 'parquet' })).json();
  expect(error).toBeUndefined();
  return result.columns;
}

async function namesOf(sql: string): Promise<readonly string[]> {
  return (await columnsOf(sql)).map(({ name }) => name);
}

const pair = '(VALUES (1, 2)) t(x, y)';

describe('names', () => {
  test.each([
    [
      "amount / 0e0, count(*), regexp_extract(category, 'f.*') FROM transactions GROUP BY amount, category LIMIT 1",
      ['_col0', '_col1', '_col2'],
    ],
    ['x, x + 1, y, 2 AS two FROM (VALUES (1, 2)) t(x, y)', ['x', '_col1', 'y', 'two']],
    [`*, 1, t.* FROM ${pair}`, ['x', 'y', '_col2', 'x', 'y']],
    ['1, * FROM (VALUES (1, 2))', ['_col0', '_col1', '_col2']],
    ['* FROM (SELECT 1, 2 AS b)', ['_col0', 'b']],
    ['1 UNION ALL SELECT x FROM (VALUES 2) t(x)', ['_col0']],
    ['1 AS one, 2 INTERSECT SELECT 1, 2 AS b', ['one', '_col1']],
    [`X, "Y", y AS Foo FROM ${pair}`, ['X', 'Y', 'Foo']],
    [`* FROM (SELECT x AS Foo FROM ${pair})`, ['Foo']],
    [`(SELECT max(x) FROM ${pair}), x IN (1) FROM ${pair}`, ['_col0', '_col1']],
    ['* FROM UNNEST(ARRAY[1, 2])', ['_col0']],
    ['* FROM UNNEST(ARRAY[1]) WITH ORDINALITY AS u(a, n)', ['a', 'n']],
    ['n, row_number() OVER () FROM (WITH w(n) AS (SELECT 5) SELECT n FROM w)', ['n', '_col1']],
    ['DISTINCT CAST(x AS bigint), -x FROM (VALUES (1, 2)) t(x, y)', ['_col0', '_col1']],
  ])('SELECT %s', async (sql, names) => {
    expect(await namesOf(`SELECT ${sql}`)).toEqual(names);
  });

  test('stand for the columns they name where a join puts one first', async () => {
    const sql = 'SELECT * FROM (VALUES (1, 2, 3)) t(a, k, x) JOIN (VALUES (2, 4)) u(k, x) USING (k)';
    const { result } = await (await served.post('/run.json', { sql })).json();
    expect(result.columns.map(({ name }: Column) => name)).toEqual(['k', 'a', 'x', 'x']);
    expect(result.rows).toEqual([[2, 1, 3, 4]]);
  });

  test('are the same on the page and in both downloads', async () => {
    const sql = `SELECT count(*), x + 1 AS "More" FROM ${pair} GROUP BY x`;
    const page = await runPage(served, { sql });
    const headers = [...page.matchAll(/<th scope="col" class="(?:number|text|short)">(.*?)<\/th>/g)];
    expect(headers.map(([, header = '']) => plainText(header))).toEqual(['_col0bigint', 'Moreinteger']);
    const { result } = await (await served.post('/run.json', { sql })).json();
    expect(await (await served.get(result.links.csv)).text()).toMatch(/^"_col0","More"\r\n/);
    const { columns } = await (await served.get(result.links.json)).json();
    expect(columns).toEqual([
      { name: '_col0', type: 'bigint' },
      { name: 'More', type: 'integer' },
    ]);
  });
});

test('nested values are told and printed as Athena does', async () => {
  const sql = `SELECT map(ARRAY['a', 'b'], ARRAY[1, 2]) AS m, row(1, 2.5e0) AS r, CAST(row(1, 'x') AS row(N integer, s varchar)) AS c,
    map(ARRAY[1e0], ARRAY[ARRAY[true, NULL]]) AS d`;
  expect(await columnsOf(sql)).toEqual([
    { name: 'm', type: 'map(varchar, integer)' },
    { name: 'r', type: 'row(field0 integer, field1 double)' },
    { name: 'c', type: 'row(n integer, s varchar)' },
    { name: 'd', type: 'map(double, array(boolean))' },
  ]);
  const page = await runPage(served, { sql });
  const cells = [...page.matchAll(/<td class="text">(.*?)<\/td>/g)].map(([, cell = '']) => plainText(cell));
  expect(cells).toEqual(['{a=1, b=2}', '{field0=1, field1=2.5}', '{n=1, s=x}', '{1.0=[true, null]}']);
  const { result } = await (await served.post('/run.json', { sql })).json();
  expect(await (await served.get(result.links.csv)).text()).toContain(
    '"{a=1, b=2}","{field0=1, field1=2.5}","{n=1, s=x}","{1.0=[true, null]}"',
  );
});

test('types are Athena’s also where all values are NULL', async () => {
  const sql = `SELECT concat('a', NULL), 'a' || NULL, NULL, CAST(NULL AS double), nullif(1e0, 1e0),
    lower(NULL), 5.5 % 2, if(x > 1, 'a'), max(category) FROM transactions, (VALUES 1) t(x) WHERE year = '2024' GROUP BY x`;
  expect((await columnsOf(sql)).map(({ type }) => type)).toEqual([
    ...['varchar', 'varchar', 'unknown', 'double', 'double'],
    ...['varchar', 'decimal(2,1)', 'varchar', 'varchar'],
  ]);
});
