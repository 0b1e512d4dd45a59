import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EngineData, writeEngineData } from '../engine/engine-data.js';
import { runPage } from '../run-page.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from '../serve-datasets.js';
import { visitor } from './visitor.js';

let served: ServedDatasets;
let data: EngineData;

beforeAll(async () => {
  data = await writeEngineData();
  served = await serveDatasets({ limits: { runsPerMinute: 1_000 } });
});

afterAll(async () => {
  await served.close();
  data.remove();
});

describe('pasted DDL', () => {
  test('gives tables whose columns and keys are known, and views', async () => {
    const own = visitor(served.url);
    const ddl = `CREATE EXTERNAL TABLE shop.orders (id bigint, total double) PARTITIONED BY (day string)
      STORED AS PARQUET LOCATION 's3://bucket/orders/';
      CREATE VIEW big AS SELECT id FROM orders WHERE total > 100`;
    expect((await own.post('/data/ddl', { ddl })).status).toBe(303);
    const report = await (
      await own.get('/estimate.json', { sql: 'SELECT id FROM big', database: 'mine' })
    ).json();
    expect(report.statements[0]).toMatchObject({
      accuracy: 'unknown',
      errors: [],
      bytesScanned: { high: null },
    });
    expect(report.statements[0].scans[0]).toMatchObject({ table: 'orders', columns: ['id', 'total'] });
  });

  test.each([
    ['SELECT id FROM orders', /mine\.orders has no rows here to run on: it was declared, not uploaded/],
    ['SELECT id FROM mine.big', /mine\.orders has no rows here/],
    ['SELECT id FROM orders, uploaded WHERE id = n', /mine\.orders has no rows here/],
    ['SELECT b.n FROM bigger b', /bigger has no rows here to run on: it is a view/],
  ])('is estimated and says why it is not run: %s', async (sql, says) => {
    const own = visitor(served.url);
    await own.upload('uploaded.csv', 'n\n1\n');
    const ddl = `CREATE EXTERNAL TABLE orders (id bigint) STORED AS PARQUET LOCATION 's3://bucket/orders/';
      CREATE VIEW big AS SELECT id FROM orders;
      CREATE VIEW bigger AS SELECT 1 AS n`;
    await own.post('/data/ddl', { ddl });
    const answer = await own.post('/run.json', { sql, database: 'mine' });
    expect(answer.status).toBe(422);
    const { report, error } = await answer.json();
    expect(error).toMatchObject({ code: 'no_rows', message: expect.stringMatching(says) });
    expect(report.statements).toHaveLength(1);
    const page = await runPage(own, { sql, database: 'mine' });
    expect(plainText(page)).toMatch(says);
    expect(page).toContain('id="price"');
  });

  test('has no size, which is said in words that fit a page', async () => {
    const own = visitor(served.url);
    const ddl = `CREATE EXTERNAL TABLE orders (id bigint) STORED AS PARQUET LOCATION 's3://bucket/orders/'`;
    await own.post('/data/ddl', { ddl });
    const text = plainText(await (await own.get('/', { sql: 'SELECT id FROM mine.orders' })).text());
    expect(text).toContain('Why not known: The catalog has the table but not its objects');
    expect(text).toContain('Why it is not known');
    expect(text).not.toContain('Why a range');
  });

  test('looks at nothing of this machine, whatever location it names', async () => {
    const own = visitor(served.url);
    const ddl = `CREATE EXTERNAL TABLE spy (id bigint) STORED AS PARQUET LOCATION '${data.folder}';
      CREATE EXTERNAL TABLE spies (id bigint) STORED AS PARQUET LOCATION 'file://${data.folder}';`;
    expect((await own.post('/data/ddl', { ddl })).status).toBe(303);
    const { tables } = await (await own.get('/data.json')).json();
    expect(tables.map(({ stored }: { stored: string }) => stored)).toEqual([
      'size not known',
      'size not known',
    ]);
    const { result } = await (await own.post('/run.json', { sql: 'SELECT id FROM mine.spy' })).json();
    expect(result ?? null).toBeNull();
  });

  test('with a fault is told where', async () => {
    const own = visitor(served.url);
    const response = await own.post('/data/ddl', { ddl: 'CREATE EXTERNAL TABLE x (' });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(plainText(page)).toContain('The DDL');
    expect(textOf(page, 'ddl')).toBe('CREATE EXTERNAL TABLE x (');
  });
});
