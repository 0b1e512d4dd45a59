import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { runInShell } from '../run-in-shell.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from '../serve-datasets.js';
import { type Visitor, visitor } from './visitor.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ limits: { runsPerMinute: 1_000 } });
});

afterAll(() => served.close());

const csv = 'id,amount,day\n1,2.5,2024-01-01\n2,,2024-01-02\n3,4,2024-01-03\n';

describe('copied commands', () => {
  interface Commands {
    readonly note: string;
    readonly estimate: string;
    readonly check: string;
  }

  async function commandsOf(own: Visitor, sql: string): Promise<Commands> {
    const html = await (await own.get('/', { sql, database: 'mine' })).text();
    const note = plainText(/class="catalog-note">(.*?)<\/p>/.exec(html)?.[1] ?? '');
    return { note, estimate: textOf(html, 'command-line') ?? '', check: textOf(html, 'check-command') ?? '' };
  }

  const elsewhere = scratchFolder();

  test.each([
    { file: 'sales.csv', name: '', called: 'sales.csv' },
    { file: 'Export 7.csv', name: 'orders', called: 'orders.csv' },
  ])('work with the file $file in their place', async ({ file, name, called }) => {
    const own = visitor(served.url);
    await own.upload(file, csv, { name });
    const { note, estimate, check } = await commandsOf(own, `SELECT id FROM ${called.replace('.csv', '')}`);
    expect(note).toContain(called === file ? `(${file})` : `(${file}, to be called ${called})`);
    const path = put(elsewhere, `uploads/${called}`, csv);
    for (const command of [estimate, check]) {
      expect(command).toContain('--catalog mine=FOLDER-OR-FILE --database mine');
      const { status, output } = runInShell(command.replace('FOLDER-OR-FILE', path), elsewhere);
      expect(status, output).toBe(0);
    }
    const more = put(elsewhere, `more/${called}`, csv.repeat(3));
    expect(runInShell(check.replace('FOLDER-OR-FILE', more), elsewhere).status).toBe(1);
  });

  test.each(['events.json', 'events.jsonl', 'events.ndjson', 'events.tab', 'events.TSV', 'events.csv.gz'])(
    'work with a folder of %s in their place',
    async (file) => {
      const own = visitor(served.url);
      const text = file.includes('json') ? '{"id":1}\n{"id":2}\n' : 'id\n1\n2\n';
      const content = file.endsWith('.gz') ? gzipSync(text) : text;
      await own.upload(file, content);
      const { note, estimate } = await commandsOf(own, 'SELECT id FROM events');
      expect(note).toContain(file.endsWith('.json') ? 'a folder with what you uploaded' : 'the file');
      const folder = join(elsewhere, file.replace('events.', 'only-'));
      put(folder, file, content);
      const { status, output } = runInShell(estimate.replace('FOLDER-OR-FILE', folder), elsewhere);
      expect(status, output).toBe(0);
    },
  );

  test('work with the DDL in its place', async () => {
    const ddl =
      "CREATE EXTERNAL TABLE declared (id bigint) STORED AS PARQUET LOCATION 's3://bucket/declared/'";
    const own = visitor(served.url);
    await own.post('/data/ddl', { ddl });
    const { note, estimate } = await commandsOf(own, 'SELECT id FROM declared');
    expect(note).toContain('a file that ends in .sql');
    expect(estimate).toContain('--catalog mine=DDL-FILE --database mine');
    const path = put(elsewhere, 'declared.sql', ddl);
    const { status, output } = runInShell(estimate.replace('DDL-FILE', path), elsewhere);
    expect(status, output).toBe(0);
  });

  test('of everybody’s tables need nothing', async () => {
    const own = visitor(served.url);
    await own.upload('sales.csv', csv);
    const html = await (await own.get('/', { sql: 'SELECT amount FROM csv.transactions' })).text();
    expect(html).not.toContain('catalog-note');
    expect(textOf(html, 'command-line')).not.toContain('--catalog');
  });
});
