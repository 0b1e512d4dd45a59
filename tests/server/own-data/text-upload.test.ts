import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedDatasets, serveDatasets } from '../serve-datasets.js';
import { visitor } from './visitor.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ limits: { runsPerMinute: 1_000 } });
});

afterAll(async () => {
  await served.close();
});

interface Uploaded {
  readonly problem: string | null;
  readonly rowCount: string | null;
  readonly types: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** What an upload is answered, and all of its rows. */
async function upload(
  file: string,
  content: string | Uint8Array,
  types: Readonly<Record<string, string>> = {},
): Promise<Uploaded> {
  const own = visitor(served.url);
  const uploaded = await (await own.upload(file, content, { name: 't' })).json();
  if (uploaded.error !== undefined) {
    return { problem: uploaded.error.message, rowCount: null, types: '', rows: [] };
  }
  if (Object.keys(types).length > 0) await own.post('/data/types', { table: 't', ...types });
  const [table] = uploaded.tables;
  const { result, error } = await (await own.post('/run.json', { sql: 'SELECT * FROM mine.t' })).json();
  return {
    problem: error?.message ?? null,
    rowCount: table.rows,
    types: table.columns
      .map(({ name, type }: { name: string; type: string }) => `${name} ${type}`)
      .join(', '),
    rows: result?.rows ?? [],
  };
}

describe('text of fields is read as Athena reads it', () => {
  test.each<[string, string, string, unknown[][]]>([
    [
      'an index without a name',
      ',id,amount\n0,1,2.5\n1,2,3.5\n',
      'col0 bigint, id bigint, amount double',
      [
        [0, 1, 2.5],
        [1, 2, 3.5],
      ],
    ],
    [
      'a comma at the end of each line',
      'id,name,\n1,a,\n2,b,\n',
      'id bigint, name string, col2 string',
      [
        [1, 'a', ''],
        [2, 'b', ''],
      ],
    ],
    [
      'lines of more and of fewer fields',
      'id,name\n1,a\n2\n3,c,d\n',
      'id bigint, name string',
      [
        [1, 'a'],
        [2, null],
        [3, 'c'],
      ],
    ],
    [
      'an empty line is a row',
      'id,name\n1,a\n\n2,b\n\n',
      'id bigint, name string',
      [
        [1, 'a'],
        [null, null],
        [2, 'b'],
        [null, null],
      ],
    ],
    [
      'quotes that start no field are text',
      'id,size\n1,6" pipe\n2,b\n',
      'id bigint, size string',
      [
        [1, '6" pipe'],
        [2, 'b'],
      ],
    ],
    [
      'line ends of Windows',
      'id,name\r\n1,a\r\n2,b\r\n',
      'id bigint, name string',
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'quoted fields',
      'id,name,note\n1,"a, ""b""",\n2,c,"d"\n',
      'id bigint, name string, note string',
      [
        [1, 'a, "b"', ''],
        [2, 'c', 'd'],
      ],
    ],
    [
      'backslashes among quoted fields',
      'id,path,note\n1,"C:\\temp\\\\x",a\\b\n2,c,"d"\n',
      'id bigint, path string, note string',
      [
        [1, 'C:temp\\x', 'ab'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'the mark of UTF-8 in front',
      '\uFEFFid,name\n1,ä\n2,b\n',
      'id bigint, name string',
      [
        [1, 'ä'],
        [2, 'b'],
      ],
    ],
  ])('%s', async (_, content, types, rows) => {
    const seen = await upload('t.csv', content);
    expect(seen.problem).toBeNull();
    expect(seen).toMatchObject({
      types,
      rows,
      rowCount: `${rows.length} rows`,
    });
    expect((await upload('t.csv.gz', gzipSync(content))).rows).toEqual(rows);
  });
});

describe('types are those that the SerDe reads', () => {
  test.each<[string, string, string, string, unknown[][]]>([
    [
      'quoted: dates, times and columns with empty fields are strings',
      't.csv',
      'id,day,amount,ok,n\n1,2024-01-01,"1.5",true,\n2,2024-01-02,2,false,5\n',
      'id bigint, day string, amount double, ok boolean, n string',
      [
        [1, '2024-01-01', 1.5, true, ''],
        [2, '2024-01-02', 2, false, '5'],
      ],
    ],
    [
      'not quoted: as they look, and empty fields are NULL',
      't.csv',
      'id,day,amount,ok,n\n1,2024-01-01,1.5,true,\n2,2024-01-02,2,false,5\n',
      'id bigint, day date, amount double, ok boolean, n bigint',
      [
        [1, '2024-01-01', 1.5, true, null],
        [2, '2024-01-02', 2, false, 5],
      ],
    ],
    [
      'JSON: keys of any case at any depth',
      't.jsonl',
      '{"id":1,"s":{"X":1,"y":[1,2]}}\n{"ID":2,"S":{"x":2,"Y":[]}}\n',
      'id bigint, s struct<x:bigint,y:array<bigint>>',
      [
        [1, { x: 1, y: [1, 2] }],
        [2, { x: 2, y: [] }],
      ],
    ],
  ])('%s', async (_, file, content, types, rows) => {
    expect(await upload(file, content)).toMatchObject({ problem: null, types, rows });
  });

  test('a type that it does not read is not to be had, and a field that is no value fails', async () => {
    const own = visitor(served.url);
    const { tables } = await (await own.upload('t.csv', 'id,n\n1,"x"\n2,""\n')).json();
    expect(tables[0].columns[1].types).toEqual(['string', 'bigint', 'int', 'double', 'boolean']);
    expect(tables[0].readBy).toContain('OpenCSVSerde');
    expect((await own.post('/data/types', { table: 't', 'type-1': 'date' })).status).toBe(400);
    expect((await own.post('/data/types', { table: 't', 'type-1': 'double' })).status).toBe(303);
    const run = async (sql: string) => (await own.post('/run.json', { sql, database: 'mine' })).json();
    expect((await run('SELECT n FROM t')).error.message).toContain('HIVE_BAD_DATA');
    expect((await run('SELECT id FROM t')).result.rows).toEqual([[1], [2]]);
  });
});

describe('is refused with its reason', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    [
      'a line break in quotes',
      'id,name\n1,"a\nb"\n2,c\n',
      /^Line 2 has a quote that is not closed .* Athena ends a row/,
    ],
    ['a quote inside quotes', 'id,name\n1,"a "b" c"\n', /^Line 2 has a quote inside a field/],
    ['a quote behind a space', 'id,name\n1,"a"\n2, "b"\n', /^Line 3 has a quote inside a field or beside it/],
    ['a quote behind a backslash', 'id,name\n1,"a \\"b\\""\n', /^Line 2 has a quote behind a backslash/],
    ['two backslashes in front', 'id,name\n1,"a"\n2,\\\\server\n', /^Line 3 .* starts with two backslashes/],
    [
      'Latin-1',
      Buffer.from('id,name\n1,café\n2,b\n', 'latin1'),
      /^The file is not in UTF-8.* line 1 or soon/,
    ],
    ['UTF-16 with its mark', Buffer.from('\uFEFFid,name\n1,a\n', 'utf16le'), /^The file is in UTF-16/],
    ['UTF-16 without', Buffer.from('id,name\n1,a\n', 'utf16le'), /^The file is in UTF-16/],
    ['a character that is cut off', Buffer.from('id,name\n1,ä').subarray(0, -1), /^The file is not in UTF-8/],
    ['mixed line ends', 'id,name\n1,a\r\n2,b\n', /^Line 2 ends in another way/],
    ['a line without end', `id,name\n1,${'x'.repeat(2_100_000)}\n`, /^Line 2 is over the limit of 2 MB/],
  ])('%s', async (_, content, says) => {
    expect((await upload('t.csv', content)).problem).toMatch(says);
    expect((await upload('t.csv.gz', gzipSync(content))).problem).toMatch(says);
  });
});

test('a line that inflates without end is told soon', async () => {
  const started = performance.now();
  const content = gzipSync(`a,b\n${'0'.repeat(400_000_000)}`, { level: 1 });
  const inflated = performance.now();
  expect((await upload('t.csv.gz', content)).problem).toMatch(/^Line 2 is over the limit/);
  expect(performance.now() - inflated).toBeLessThan(Math.max(10_000, inflated - started));
});

test('a line of JSON that is no object is told at the upload', async () => {
  expect((await upload('t.jsonl', '{"a":1}\n{"a":\n')).problem).toMatch(
    /^The rows cannot be read: Malformed JSON/,
  );
});
