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
