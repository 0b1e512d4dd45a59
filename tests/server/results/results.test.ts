import { existsSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { createRowFile } from '../../../server/engine/row-file.js';
import { readPage } from '../../../server/results/read-page.js';
import { createResults, type ResultLimits, type Results } from '../../../server/results/results.js';
import { asItIs } from '../../../server/table-size.js';

let results: Results | null = null;

afterEach(() => results?.close());

const question = {
  sql: 'SELECT 1',
  database: 'db',
  region: 'us-east-1',
  runsPerMonth: null,
  tableSize: asItIs,
  sizedIn: 'csv',
  storedAs: null,
};

async function keep(limits: Partial<ResultLimits>, rows: readonly (readonly string[])[]) {
  results = createResults(limits);
  const { id, keep: request } = await results.reserve();
  const file = createRowFile(request);
  for (const row of rows) file.add(row);
  const kept = file.finish();
  file.close();
  const unknown = { low: null, likely: null, high: null };
  const result = {
    id,
    statement: 1,
    expectedBytes: unknown,
    expectedFiles: null,
    rowsKept: kept.rows,
    columns: [{ name: 'a', type: 'varchar' }],
    rowCount: rows.length,
    elapsedMs: 1,
    bytesRead: null,
    metadataBytesRead: null,
    filesRead: null,
    measuredBy: null,
    notes: [],
  };
  await results.add(id, null, { question, result, kept });
  return { results, id, path: request.path, kept };
}

test('a result that nobody looks at is deleted, its file too', async () => {
  const { results: kept, id, path } = await keep({ idleMs: 100 }, [['x']]);
  expect(existsSync(path)).toBe(true);
  await expect.poll(() => existsSync(path), { timeout: 5_000 }).toBe(false);
  await expect(kept.find(id, null)).rejects.toMatchObject({ code: 'not_found' });
});

test('long rows make short pages, and every row is on one of them', async () => {
  const rows = Array.from({ length: 7 }, (_, index) => [`${index}${'é'.repeat(200)}`]);
  const { results: kept, id } = await keep({ bytesPerPage: 1_000, rowsPerPage: 5 }, rows);
  const found = await kept.find(id, null);
  const pages = await Promise.all(found.pages.map((_, index) => readPage(found, index + 1)));
  expect(pages.map((page) => page.rows.length)).toEqual([2, 2, 2, 1]);
  expect(pages.map((page) => page.start.row)).toEqual([0, 2, 4, 6]);
  expect(pages.flatMap((page) => page.rows)).toEqual(rows);
});

test('a result ends at its bytes', async () => {
  const rows = Array.from({ length: 100 }, () => ['x'.repeat(95)]);
  const { kept } = await keep({ bytes: 1_000 }, rows);
  expect(kept).toMatchObject({ rows: 10, bytes: 1_000 });
});

test('over the disk budget the one that was used longest ago goes', async () => {
  const { results: kept, id, kept: facts } = await keep({ totalBytes: 1_500 }, [['x'.repeat(500)]]);
  const found = await kept.find(id, null);
  const second = await kept.reserve();
  const file = createRowFile(second.keep);
  file.add(['y'.repeat(500)]);
  file.finish();
  file.close();
  await kept.add(second.id, null, { question, result: found.result, kept: facts });
  await expect(kept.find(id, null)).rejects.toMatchObject({ code: 'not_found' });
  expect(await kept.find(second.id, null)).toMatchObject({ id: second.id });
});
