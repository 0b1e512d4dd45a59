import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readRows } from '../../datasets/open-database.js';
import { shardOf, shardSql, startingHashKeys } from '../../datasets/stream.js';
import { scratchDatabase } from './scratch-database.js';
import { temporaryFolder } from './temporary-folder.js';

const { connection } = await scratchDatabase(temporaryFolder());

test('shards divide the hash keys evenly', () => {
  expect(startingHashKeys(4)).toEqual([0n, 1n << 126n, 1n << 127n, 3n << 126n]);
});

test('of two shards, the first bit of the MD5 decides', () => {
  for (const key of ['USER1', 'USER2', 'USER500', 'USER1000']) {
    const firstByte = createHash('md5').update(key).digest()[0] ?? 0;
    expect(shardOf(key, 2)).toBe(firstByte >> 7);
  }
});

test.each([1, 2, 3, 7])('SQL and function agree on %i shards', async (shards) => {
  const rows = await readRows(
    connection,
    `SELECT key, ${shardSql('key', shards)} AS shard FROM (SELECT 'USER' || range AS key FROM range(1, 1001))`,
  );
  expect(rows).toHaveLength(1000);
  for (const { key, shard } of rows) expect(Number(shard)).toBe(shardOf(String(key), shards));
});
