import { existsSync, readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LayoutChoice } from '../../../server/what-if/layout-choice.js';
import { createRewrites, type Rewrites, type RewrittenTable } from '../../../server/what-if/rewrites.js';
import { type EngineData, writeEngineData } from '../engine/engine-data.js';
import { temporaryFolders } from '../temporary-folders.js';

let data: EngineData;
let rewrites: Rewrites;

beforeAll(async () => {
  data = await writeEngineData();
});

afterAll(() => data.remove());
afterEach(() => rewrites.close());

const choice: LayoutChoice = {
  format: 'parquet',
  codec: 'snappy',
  partitionKeys: [],
  sortKey: 'id',
  rowGroupRows: 10_000,
};

function numbers() {
  const [table] = data.tables;
  if (table === undefined) throw new Error('there is no table');
  return table;
}

function rewritten(): readonly string[] {
  return temporaryFolders('what-if').flatMap((folder) => readdirSync(folder));
}

const locationOf = async ({ table }: RewrittenTable): Promise<string> => table.location;

test('a rewrite over its deadline is ended and leaves nothing', async () => {
  rewrites = createRewrites({ deadlineMs: 50 });
  await expect(rewrites.use(numbers(), choice, locationOf)).rejects.toMatchObject({ code: 'query_timeout' });
  expect(rewritten()).toEqual([]);
});

test('a rewrite over the disk limit is ended and leaves nothing', async () => {
  rewrites = createRewrites({ diskBytes: 0 });
  const large = { ...numbers(), files: Array.from({ length: 400 }, () => String(numbers().files)) };
  await expect(rewrites.use(large, { ...choice, codec: 'gzip' }, locationOf)).rejects.toMatchObject({
    code: 'limit_exceeded',
  });
  expect(rewritten()).toEqual([]);
});

test('a rewrite is deleted some time after its last use', async () => {
  rewrites = createRewrites({ keptMs: 100 });
  const location = await rewrites.use(numbers(), choice, locationOf);
  expect(existsSync(location)).toBe(true);
  await expect.poll(() => existsSync(location), { timeout: 5_000 }).toBe(false);
  expect(await rewrites.use(numbers(), choice, locationOf)).not.toBe(location);
});

test('of too many the one that was used longest ago is deleted, and two askers share one', async () => {
  rewrites = createRewrites({ kept: 1 });
  const [first, again] = await Promise.all([
    rewrites.use(numbers(), choice, locationOf),
    rewrites.use(numbers(), choice, locationOf),
  ]);
  expect(again).toBe(first);
  const second = await rewrites.use(numbers(), { ...choice, codec: 'zstd' }, locationOf);
  await expect.poll(() => existsSync(first), { timeout: 5_000 }).toBe(false);
  expect(existsSync(second)).toBe(true);
});

test('too many askers are told to come back', async () => {
  rewrites = createRewrites({ queueLimit: 0 });
  const first = rewrites.use(numbers(), choice, locationOf);
  await expect(rewrites.use(numbers(), { ...choice, codec: 'gzip' }, locationOf)).rejects.toMatchObject({
    code: 'busy',
  });
  expect(existsSync(await first)).toBe(true);
});

test('what was made of files that are gone is forgotten', async () => {
  rewrites = createRewrites();
  const location = await rewrites.use(numbers(), choice, locationOf);
  rewrites.forget(data.folder);
  await expect.poll(() => existsSync(location), { timeout: 5_000 }).toBe(false);
});
