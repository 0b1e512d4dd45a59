import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession } from '../../estimator/catalog/duckdb-session.js';
import { scratchFolder } from '../catalog/scratch.js';
import { type EngineData, writeEngineData } from './engine/engine-data.js';
import { visitor } from './own-data/visitor.js';
import { runPage } from './run-page.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';
import { temporaryFolders } from './temporary-folders.js';

let served: ServedDatasets;
let data: EngineData;

beforeAll(async () => {
  data = await writeEngineData();
  served = await serveDatasets({
    limits: { runsPerMinute: 1_000 },
    ownData: { fileBytes: 2_000_000, rows: 50_000, columns: 100, expandedBytes: 3_000_000 },
  });
});

afterAll(async () => {
  await served.close();
  data.remove();
});

function ownFiles(): readonly string[] {
  return temporaryFolders('own').flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
}

const csv = 'id,amount,day\n1,2.5,2024-01-01\n2,,2024-01-02\n3,4,2024-01-03\n';

describe('an uploaded file', () => {
  test.each([
    { file: 'Sales 2024.csv', content: csv, name: 'sales_2024', layout: 'CSV, uncompressed' },
    { file: 'sales.csv.gz', content: gzipSync(csv), name: 'sales', layout: 'CSV, gzip' },
    { file: 'sales.TSV', content: csv.replaceAll(',', '\t'), name: 'sales', layout: 'TSV, uncompressed' },
    {
      file: 'semicolons.csv',
      content: csv.replaceAll(',', ';'),
      name: 'semicolons',
      layout: 'CSV, uncompressed',
    },
    {
      file: 'sales.jsonl',
      content: '{"ID":1,"amount":2.5}\n{"ID":2}\n{"ID":3,"amount":4}\n',
      name: 'sales',
      layout: 'JSON, uncompressed',
    },
  ])('$file becomes a table that is estimated and run', async ({ file, content, name, layout }) => {
    const own = visitor(served.url);
    const uploaded = await own.upload(file, content);
    expect(uploaded.status).toBe(200);
    const { tables } = await uploaded.json();
    expect(tables).toMatchObject([{ name, origin: file, layout, rows: '3 rows' }]);
    expect(tables[0].columns.slice(0, 2)).toMatchObject([
      { name: 'id', type: 'bigint' },
      { name: 'amount', type: 'double' },
    ]);
    const sql = `SELECT sum(id) AS ids, sum(amount) AS total FROM ${name}`;
    const answer = await (await own.post('/run.json', { sql, database: 'mine' })).json();
    expect(answer.error).toBeUndefined();
    expect(answer.result.rows).toEqual([['6', 6.5]].map(([ids, total]) => [Number(ids), total]));
    expect(answer.report.total.bytesScanned.likely).toBe(Buffer.byteLength(content));
  });

  test('of Parquet is scanned by column and joined with the built-in tables', async () => {
    const own = visitor(served.url);
    await own.upload('numbers.parquet', readFileSync(join(data.folder, 'numbers.parquet')));
    const report = await (
      await own.get('/estimate.json', { sql: 'SELECT sum(id) FROM mine.numbers' })
    ).json();
    expect(report.statements[0].scans[0]).toMatchObject({
      columns: ['id'],
      rowGroups: { kept: 3, total: 3 },
    });
    const sql = 'SELECT count(*) FROM mine.numbers n JOIN csv.transactions t ON n.id = -1';
    const { result, error } = await (await own.post('/run.json', { sql })).json();
    expect(error).toBeUndefined();
    expect(result.rows).toEqual([[0]]);
  });

  test('is a layout beside the others, and can be written in another', async () => {
    const own = visitor(served.url);
    await own.upload('transactions.csv', `amount,category\n${'1.5,food\n'.repeat(500)}`);
    const question = { sql: 'SELECT sum(amount) FROM transactions', database: 'mine' };
    const { layouts } = await (await own.get('/compare.json', question)).json();
    expect(layouts.map(({ database }: { database: string }) => database)).toContain('mine');
    const { changed } = await (
      await own.post('/what-if.json', { ...question, storage: 'parquet-zstd' })
    ).json();
    expect(changed).toMatchObject({ format: 'parquet', codec: 'zstd', objects: 1 });
    const page = await (await own.get('/', question)).text();
    expect(page).toContain('<option selected>mine</option>');
  });

  test('gets the types that its owner says', async () => {
    const own = visitor(served.url);
    await own.upload('typed.csv', csv);
    const corrected = await own.post('/data/types', {
      table: 'typed',
      'type-0': 'string',
      'type-2': 'string',
    });
    expect(corrected.status).toBe(303);
    const { tables } = await (await own.get('/data.json')).json();
    expect(tables[0].columns.map(({ type }: { type: string }) => type)).toEqual([
      'string',
      'double',
      'string',
    ]);
    const sql = "SELECT concat(id, 'x') AS x FROM mine.typed WHERE day = '2024-01-02'";
    const { result } = await (await own.post('/run.json', { sql })).json();
    expect(result.rows).toEqual([['2x']]);
    expect((await own.post('/data/types', { table: 'typed', 'type-0': 'map<int,int>' })).status).toBe(400);
    expect((await own.post('/data/types', { table: 'nothing' })).status).toBe(400);
  });

  test('replaces the table of its name, and is deleted on demand', async () => {
    const own = visitor(served.url);
    await own.upload('again.csv', csv, { name: 'again' });
    await own.upload('other.csv', `${csv}4,1,2024-01-04\n`, { name: 'again' });
    const { tables } = await (await own.get('/data.json')).json();
    expect(tables).toMatchObject([{ name: 'again', rows: '4 rows' }]);
    const before = ownFiles().length;
    expect((await own.post('/data/remove', { table: 'again' })).status).toBe(303);
    expect((await (await own.get('/data.json')).json()).tables).toEqual([]);
    await expect.poll(() => ownFiles().length).toBeLessThan(before);
  });
});

test('timestamps in Parquet that are finer than milliseconds are rounded, in filters too', async () => {
  const file = join(data.folder, 'fine.parquet');
  const session = createSession();
  const moments = ['10:00:00.123999', '10:00:00.1234', '23:59:59.9996'];
  await session.run(
    `COPY (SELECT unnest([${moments.map((time) => `TIMESTAMP '1969-12-31 ${time}'`).join()}]) AS seen) TO '${file}' (FORMAT parquet)`,
  );
  session.close();
  const own = visitor(served.url);
  await own.upload('fine.parquet', readFileSync(file));
  const rows = async (sql: string) =>
    (await (await own.post('/run.json', { sql, database: 'mine' })).json()).result.rows;
  expect(await rows('SELECT seen FROM fine ORDER BY seen')).toEqual([
    ['1969-12-31 10:00:00.123'],
    ['1969-12-31 10:00:00.124'],
    ['1970-01-01 00:00:00.000'],
  ]);
  expect(await rows("SELECT count(*) FROM fine WHERE seen = timestamp '1969-12-31 10:00:00.124'")).toEqual([
    [1],
  ]);
});

test('an upload is confirmed, once it is there', async () => {
  const own = visitor(served.url);
  const sent = await own.upload('seen.csv', csv, {}, '/data');
  expect(sent.headers.get('location')).toBe('/data?added=seen');
  expect(textOf(await (await own.get('/data', { added: 'seen' })).text(), 'table-added')).toBe(
    'Table mine.seen is there. See its columns',
  );
  expect(textOf(await (await own.get('/data', { added: '<b>other</b>' })).text(), 'table-added')).toBeNull();
  expect(plainText(await (await own.get('/data')).text())).toContain('You may have 8 tables');
});

describe('what is private', () => {
  test.each([
    { sql: 'SELECT id FROM secret', database: 'mine' },
    { sql: 'SELECT id\nFROM mine.secret', database: 'csv' },
    { sql: 'SELECT id FROM "MINE".secret', database: 'csv' },
  ])('is told to another browser that opens a link to it: $sql', async (question) => {
    const [own, other] = [visitor(served.url), visitor(served.url)];
    await own.upload('secret.csv', csv);
    expect((await own.get('/', question)).status).toBe(200);
    await other.upload('another.csv', csv);
    for (const asker of [visitor(served.url), other]) {
      for (const path of ['/', '/compare', '/advice', '/what-if']) {
        const response = await asker.get(path, question);
        const html = await response.text();
        expect(response.status).toBe(400);
        expect(plainText(html)).toContain(
          'nobody else sees it, and it is deleted 30 minutes after its last use',
        );
        expect(html).toContain('<a href="/data">Bring it on Your data</a>');
      }
    }
    await own.post('/data/remove', { table: 'secret' });
    expect(plainText(await (await own.get('/', question)).text())).toContain('nobody else sees it');
  });

  test('is no matter of other tables that are not there', async () => {
    const own = visitor(served.url);
    for (const sql of ['SELECT id FROM nothing', 'SELECT id FROM nowhere.secret']) {
      expect(await (await own.get('/', { sql, database: 'csv' })).text()).not.toContain('nobody else');
    }
  });

  test('another browser does not see it, in no way', async () => {
    const [own, other] = [visitor(served.url), visitor(served.url)];
    await own.upload('secret.csv', csv);
    await other.upload('mine.csv', csv);
    const path = ownFiles().find((file) => file.endsWith('data.csv')) ?? '';
    expect(path).toContain('athena-dryrun-own-');
    for (const asker of [
      other,
      visitor(served.url),
      visitor(served.url, 'athena_dryrun_session=AAAAAAAAAAAAAAAAAAAAAA'),
    ]) {
      expect(await (await asker.get('/data.json')).text()).not.toContain('secret');
      expect(await (await asker.get('/catalog.json')).text()).not.toContain('secret');
      const run = await (await asker.post('/run.json', { sql: 'SELECT * FROM mine.secret' })).json();
      expect(run.result ?? null).toBeNull();
      expect(run.error.code).toMatch(/unknown_(table|database)/);
      for (const sql of [
        `SELECT * FROM read_csv('${path}')`,
        `SELECT * FROM '${path}'`,
        `SELECT * FROM "${path}"`,
        `SELECT * FROM mine.mine, read_text('${path}')`,
      ]) {
        const read = await (await asker.post('/run.json', { sql })).text();
        expect(read).not.toContain('2024-01-0');
      }
    }
    expect(
      (await (await own.post('/run.json', { sql: 'SELECT count(*) FROM mine.secret' })).json()).result.rows,
    ).toEqual([[3]]);
  });

  test('the cookie has 128 bits, is no script’s and no other site’s', async () => {
    const form = new FormData();
    form.set('file', new Blob([csv]), 'a.csv');
    const response = await fetch(`${served.url}/data`, { method: 'POST', body: form, redirect: 'manual' });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toMatch(
      /^athena_dryrun_session=[\w-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  test('several first uploads at once, from a page that was opened before, are one browser’s', async () => {
    const own = visitor(served.url);
    await own.get('/data');
    const sent = ['one', 'two', 'three'].map((name) => own.upload(`${name}.csv`, csv));
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const { tables, hasEnded } = await (await own.get('/data.json')).json();
    expect(tables.map(({ name }: { name: string }) => name).sort()).toEqual(['one', 'three', 'two']);
    expect(hasEnded).toBe(false);
  });

  test('no browser chooses its id itself', async () => {
    const chosen = 'athena_dryrun_session=AAAAAAAAAAAAAAAAAAAAAA';
    const own = visitor(served.url, chosen);
    expect((await own.upload('mine.csv', csv)).status).toBe(200);
    expect(own.cookie()).not.toBe(chosen);
    expect((await (await visitor(served.url, chosen).get('/data.json')).json()).tables).toEqual([]);
  });

  test('a form from another site is refused before its file is read', async () => {
    const before = ownFiles();
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }]) {
      expect(await sendMultipart(headers, multipart('evil.csv', csv))).toBe(403);
    }
    expect(ownFiles()).toEqual(before);
  });

  test('all of it goes at once when its owner says so', async () => {
    const own = visitor(served.url);
    await own.upload('gone.csv', csv);
    const id = own.cookie();
    const before = ownFiles().length;
    expect((await own.post('/data/end', {})).status).toBe(303);
    await expect.poll(() => ownFiles().length).toBeLessThan(before);
    const late = visitor(served.url, id);
    expect(plainText(await (await late.get('/data')).text())).toContain('Your session has ended');
    expect((await (await late.post('/run.json', { sql: 'SELECT 1 FROM mine.gone' })).json()).error.code).toBe(
      'unknown_database',
    );
  });
});

describe('what is refused', () => {
  test.each([
    { file: 'a.exe', content: 'MZ', status: 400, says: 'has to end in .csv' },
    { file: 'a.constructor', content: 'x', status: 400, says: 'has to end in .csv' },
    { file: 'a.csv', content: '', status: 400, says: 'not empty' },
    { file: 'a.parquet', content: 'PAR0', status: 400, says: 'no Parquet file' },
    { file: 'a.parquet', content: 'PAR1 and no more', status: 400, says: 'cannot be read' },
    { file: 'a.csv.gz', content: csv, status: 400, says: 'gzip compression' },
    { file: 'a.csv', content: gzipSync(csv), status: 400, says: 'not compressed' },
    { file: 'a.csv.gz', content: gzipSync(csv).subarray(0, 40), status: 400, says: 'decompressed' },
    { file: 'a.json', content: '[{"a":1}]', status: 400, says: 'one object a line' },
    { file: 'a.csv', content: 'x'.repeat(2_000_001), status: 413, says: 'over the limit of 2 MB' },
    {
      file: 'a.csv.gz',
      content: gzipSync('1,2\n'.repeat(1_000_000)),
      status: 413,
      says: 'decompressed file is over the limit',
    },
    { file: 'a.csv', content: 'a,b\n'.repeat(60_000), status: 413, says: 'number of rows' },
    {
      file: 'a.csv',
      content: `${Array.from({ length: 101 }, (_, i) => `c${i}`).join()}\n${Array.from({ length: 101 }, () => '1').join()}\n`,
      status: 413,
      says: 'number of columns',
    },
  ])('$file: $says', async ({ file, content, status, says }) => {
    const before = ownFiles().length;
    const own = visitor(served.url);
    const response = await own.upload(file, content, {}, '/data');
    expect(response.status).toBe(status);
    const page = plainText(await response.text());
    expect(page).toContain(says);
    expect(page).not.toContain(tmpdir());
    expect(ownFiles().length).toBe(before);
  });

  test('Parquet with a number that the type in Athena cannot hold', async () => {
    const file = join(data.folder, 'unsigned.parquet');
    const write = async (value: string): Promise<void> => {
      const session = createSession();
      await session.run(`COPY (SELECT 1 AS id, ${value}::UBIGINT AS big) TO '${file}' (FORMAT parquet)`);
      session.close();
    };
    const own = visitor(served.url);
    await write('18446744073709551615');
    const { error } = await (await own.upload('t.parquet', readFileSync(file))).json();
    expect(error.message).toMatch(/^Column big is UBIGINT .* cannot hold 18446744073709551615/);
    await write('5');
    expect((await own.upload('t.parquet', readFileSync(file))).status).toBe(200);
    const run = await (await own.post('/run.json', { sql: 'SELECT big FROM mine.t' })).json();
    expect(run.result.rows).toEqual([[5]]);
  });

  test('a form that is no upload', async () => {
    const own = visitor(served.url);
    expect((await own.post('/data', { file: 'text' })).status).toBe(400);
    expect(await sendMultipart({}, 'nothing of the kind')).toBe(400);
    expect((await own.post('/data/ddl', {})).status).toBe(400);
  });

  test('too many tables', async () => {
    const own = visitor(served.url);
    const ddl = Array.from(
      { length: 9 },
      (_, index) => `CREATE EXTERNAL TABLE t${index} (a int) LOCATION 's3://b/t${index}/';`,
    ).join('\n');
    const response = await own.post('/data/ddl', { ddl });
    expect(response.status).toBe(413);
    expect(plainText(await response.text())).toContain('number of own tables');
  });
});

test('hostile names and cells are text everywhere', async () => {
  const own = visitor(served.url);
  const evil = `<img src=x onerror="alert(1)">'";DROP`;
  const quoted = `"${evil.replaceAll('"', '""')}"`;
  await own.upload(`../../${evil}.csv`, `${quoted},n\n${quoted},1\n${quoted},2\n`, { name: `${evil}` });
  const page = await (await own.get('/data')).text();
  expect(page).not.toContain('<img src=x');
  const { tables } = await (await own.get('/data.json')).json();
  const [{ name, columns }] = tables;
  expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
  expect(columns[0].name).toBe(evil.toLowerCase());
  const sql = `SELECT "${evil.toLowerCase().replaceAll('"', '""')}" FROM mine.${name} WHERE n = 2`;
  const run = await runPage(own, { sql });
  expect(run).not.toContain('<img src=x');
  expect(plainText(run)).toContain(evil);
  expect(ownFiles().every((file) => !file.includes('DROP'))).toBe(true);
});

test('a client that goes away in the middle leaves nothing', async () => {
  const before = ownFiles().length;
  const { hostname, port } = new URL(served.url);
  const sent = request({
    hostname,
    port,
    method: 'POST',
    path: '/data',
    headers: { 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': 1_000_000 },
  });
  sent.on('error', () => undefined);
  sent.write(multipart('gone.csv', csv).slice(0, -20));
  await expect.poll(() => ownFiles().length).toBeGreaterThan(before);
  sent.destroy();
  await expect.poll(() => ownFiles().length).toBe(before);
  expect((await visitor(served.url).upload('next.csv', csv)).status).toBe(200);
});

describe('a small server', () => {
  const root = scratchFolder();
  let small: ServedDatasets;

  beforeAll(async () => {
    expect(root).toContain(tmpdir());
    small = await serveDatasets({ ownData: { totalBytes: 5_000, sessions: 3, idleMs: 3_000, engines: 1 } });
  });

  test('refuses with 503 when the disk for uploads is in use, and takes more later', async () => {
    const own = visitor(small.url);
    expect((await own.upload('first.csv', 'a,b\n'.repeat(1_000))).status).toBe(200);
    const other = visitor(small.url);
    const refused = await other.upload('second.csv', 'a,b\n'.repeat(1_000));
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ error: { code: 'busy' } });
    await own.post('/data/end', {});
    expect((await other.upload('second.csv', 'a,b\n'.repeat(1_000))).status).toBe(200);
    await other.post('/data/end', {});
  });

  test('ends a session some time after its last use', async () => {
    const own = visitor(small.url);
    await own.upload('brief.csv', csv);
    const { result } = await (await own.post('/run.json', { sql: 'SELECT count(*) FROM mine.brief' })).json();
    expect(result.rows).toEqual([[3]]);
    const before = ownFiles().length;
    await expect.poll(() => ownFiles().length, { timeout: 10_000 }).toBeLessThan(before);
    const page = plainText(await (await own.get('/data')).text());
    expect(page).toContain('Your session has ended and its data is deleted');
    expect(own.cookie()).toBe('athena_dryrun_session=');
  });

  test('takes the engine from the session that does not use it', async () => {
    const [one, two] = [visitor(small.url), visitor(small.url)];
    await Promise.all([one.upload('one.csv', csv), two.upload('two.csv', csv)]);
    for (const [own, name] of [
      [one, 'one'],
      [two, 'two'],
    ] as const) {
      const { result } = await (
        await own.post('/run.json', { sql: `SELECT count(*) FROM mine.${name}` })
      ).json();
      expect(result.rows).toEqual([[3]]);
    }
  });

  test('leaves no file when it stops', async () => {
    const own = visitor(small.url);
    await own.upload('left.csv', csv);
    const before = ownFiles().length;
    await small.close();
    expect(ownFiles().length).toBeLessThan(before);
  });
});

function multipart(fileName: string, content: string): string {
  return `--b\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--b--\r\n`;
}

function sendMultipart(headers: Readonly<Record<string, string | undefined>>, body: string): Promise<number> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method: 'POST',
        path: '/data',
        headers: { 'Content-Type': 'multipart/form-data; boundary=b', ...headers },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
