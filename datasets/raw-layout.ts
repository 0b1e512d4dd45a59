import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { DuckDBConnection } from '@duckdb/node-api';
import { bufferMsFor, type DeliveredObject, deliver, type StreamRecord } from './firehose.js';
import { type ProducerSettings, producerSql } from './producer.js';
import { shardSql } from './stream.js';

/** The plan's `ShardCount` (day 16), its stream name (day 20) and its buffer of 5 MB, the smaller megabyte. */
export const rawSettings = {
  shards: 2,
  streamName: 'transaction-stream',
  bufferBytes: 5_000_000,
  gzipLevel: 6,
} as const;

const compress = promisify(gzip);

/** Gzip runs on libuv's four threads; more objects in flight would only hold memory. */
const objectsInFlight = 4;

/** Producer, stream and Firehose: writes the raw objects into `folder` and says how many there are. */
export async function writeRawLayout(
  connection: DuckDBConnection,
  folder: string,
  settings: ProducerSettings,
): Promise<number> {
  const delivered = deliver(readStream(connection, settings), {
    ...rawSettings,
    seed: settings.seed,
    bufferMs: bufferMsFor(settings.rows),
  });
  const writing = new Set<Promise<void>>();
  let objects = 0;
  for await (const object of delivered) {
    objects += 1;
    const write = writeObject(folder, object).finally(() => writing.delete(write));
    writing.add(write);
    if (writing.size >= objectsInFlight) await Promise.race(writing);
  }
  await Promise.all(writing);
  return objects;
}

async function writeObject(folder: string, { key, text }: DeliveredObject): Promise<void> {
  const path = join(folder, key);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await compress(text, { level: rawSettings.gzipLevel }));
}

/** The records in the order in which they arrive, a batch of at most 2,048 at a time. */
async function* readStream(
  connection: DuckDBConnection,
  settings: ProducerSettings,
): AsyncGenerator<readonly StreamRecord[]> {
  const result = await connection.stream(`
    SELECT
      ${shardSql('user_id', rawSettings.shards)} AS shard,
      timestamp_ms::DOUBLE AS arrival_ms,
      '{"transaction_id":"' || transaction_id || '","user_id":"' || user_id || '","amount":' || amount
        || ',"category":"' || category
        || '","timestamp":"' || strftime(epoch_ms(timestamp_ms), '%Y-%m-%dT%H:%M:%S.%gZ')
        || '","is_fraud":' || is_fraud || '}' AS json
    FROM (${producerSql(settings)})`);
  for await (const chunk of result) {
    const [shards = [], arrivals = [], texts = []] = chunk.getColumns();
    yield texts.map((text, index) => ({
      shard: Number(shards[index]),
      arrivalMs: Number(arrivals[index]),
      json: String(text),
    }));
  }
}
