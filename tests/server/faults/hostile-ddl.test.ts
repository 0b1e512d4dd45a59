import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor } from '../own-data/visitor.js';
import { type ServedDatasets, serveDatasets } from '../serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ ownData: { inspectDeadlineMs: 3_000 } });
});

afterAll(() => served.close());

const table = (name: string, columns: string): string =>
  `CREATE EXTERNAL TABLE ${name} (${columns}) STORED AS PARQUET LOCATION 's3://b/${name}/';`;

function many(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join(' ');
}

test('while DDL is read that takes long, all others are answered; it ends at its deadline', async () => {
  const own = visitor(served.url);
  let hasEnded = false;
  const ddl = `${table('x', 'a int')} ${many(30_000, (index) => `ALTER TABLE x ADD COLUMNS (c${index} int);`)}`;
  const slow = own.post('/data/ddl', { ddl }).finally(() => {
    hasEnded = true;
  });
  for (let asked = 0; asked < 5; asked += 1) {
    expect((await served.get('/health')).status).toBe(200);
    expect((await served.get('/reference.json')).status).toBe(200);
  }
  expect(hasEnded).toBe(false);
  const told = await slow;
  expect(told.status).toBe(400);
  expect(await told.text()).toContain('Reading the DDL ran longer than 3 s and was stopped.');
  expect((await own.post('/data/ddl', { ddl: table('y', 'a int') })).status).toBe(303);
  expect(await (await own.get('/data.json')).json()).toMatchObject({ tables: [{ name: 'y' }] });
});

test.each([
  { what: 'thousands of tables', ddl: many(2_000, (index) => table(`t${index}`, 'a int')), status: 413 },
  {
    what: 'thousands of columns',
    ddl: table('x', `${many(5_000, (index) => `c${index} int,`)} z int`),
    status: 413,
  },
  { what: 'only parentheses', ddl: '('.repeat(900_000), status: 400 },
  { what: 'a quote without end', ddl: `${table('x', 'a int')} '${"''".repeat(400_000)}`, status: 400 },
  { what: 'a long comment', ddl: `/* ${'*'.repeat(900_000)}`, status: 400 },
])('DDL of $what is refused with $status', async ({ ddl, status }) => {
  const response = await visitor(served.url).post('/data/ddl', { ddl });
  expect(response.status).toBe(status);
  expect((await served.get('/health')).status).toBe(200);
});

test('a type that is nested without end is as good as one of a few levels', async () => {
  const own = visitor(served.url);
  const ddl = table('deep', `a ${'array<'.repeat(10_000)}int${'>'.repeat(10_000)}, b int`);
  expect((await own.post('/data/ddl', { ddl })).status).toBe(303);
  expect((await own.get('/data')).status).toBe(200);
  for (const column of ['a', 'b', 'a[1][1]']) {
    const estimate = await own.post('/estimate.json', { sql: `SELECT ${column} FROM mine.deep` });
    expect([200, 400]).toContain(estimate.status);
  }
  expect((await own.get('/', { sql: 'SELECT * FROM mine.deep' })).status).toBe(200);
});
