import { createHash } from 'node:crypto';
import { sqlText } from './sql-text.js';

/**
 * The first hash key of each shard when a stream is made with `shards` of them: Kinesis divides 0..2^128-1 evenly.
 * https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html (read 2026-05)
 */
export function startingHashKeys(shards: number): readonly bigint[] {
  return Array.from({ length: shards }, (_, shard) => ((1n << 128n) * BigInt(shard)) / BigInt(shards));
}

/** The shard of a record: the one whose range holds the MD5 of the partition key, read as a 128-bit integer. */
export function shardOf(partitionKey: string, shards: number): number {
  const hashKey = BigInt(`0x${createHash('md5').update(partitionKey).digest('hex')}`);
  return startingHashKeys(shards).findLastIndex((start) => start <= hashKey);
}

/**
 * `shardOf` as an SQL expression. It compares hex digests, whose order as text is their order as integers;
 * DuckDB's `md5_number` reads the digest's bytes the other way round and would give other shards.
 */
export function shardSql(partitionKey: string, shards: number): string {
  const starts = startingHashKeys(shards).map((start) => start.toString(16).padStart(32, '0'));
  const branches = starts
    .map((start, shard) => `WHEN md5(${partitionKey}) >= ${sqlText(start)} THEN ${shard}`)
    .reverse();
  return `CASE ${branches.join(' ')} END`;
}
