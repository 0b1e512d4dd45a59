import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keptPartitionsSql } from '../../estimator/catalog/kept-partitions-sql.js';
import { openDuckdb } from './scratch.js';

let duckdb: DuckDBConnection;

beforeAll(async () => {
  duckdb = await openDuckdb();
});

afterAll(() => duckdb.closeSync());

async function idsThatPass(condition: string): Promise<readonly number[]> {
  const reader = await duckdb.runAndReadAll(
    `SELECT range::INTEGER AS partition_id FROM range(2000) WHERE ${condition} ORDER BY 1`,
  );
  return reader.getRows().map(([id]) => Number(id));
}

const every = (step: number, from = 0): readonly number[] =>
  Array.from({ length: 2000 }, (_, id) => id).filter((id) => id >= from && id % step === 0);

test.each([
  ['none', []],
  ['one', [7]],
  ['the first and the last', [0, 1999]],
  ['few ranges, in any order', [12, 10, 11, 500, 3]],
  ['many ranges', every(3)],
  ['many ranges that begin later', every(7, 1000)],
  ['all but some', every(1).filter((id) => id % 20 !== 0)],
])('%s: exactly the kept partitions pass', async (_, ids) => {
  const sorted = [...ids].sort((left, right) => left - right);
  expect(await idsThatPass(keptPartitionsSql(ids))).toEqual(sorted);
});

test('all partitions pass without a condition on them', async () => {
  expect(await idsThatPass(keptPartitionsSql('all'))).toHaveLength(2000);
});
