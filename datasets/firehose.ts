import { createHash } from 'node:crypto';
import { addDeliveryFields } from './delivery-lambda.js';
import { yearMs } from './producer.js';

export interface StreamRecord {
  readonly shard: number;
  readonly arrivalMs: number;
  /** A JSON object in ASCII. */
  readonly json: string;
}

export interface DeliverySettings {
  readonly streamName: string;
  readonly seed: number;
  readonly shards: number;
  /** An object is closed before it would grow over this, measured before compression. */
  readonly bufferBytes: number;
  /** An object is closed this long after its first record arrived. */
  readonly bufferMs: number;
}

export interface DeliveredObject {
  /** `YYYY/MM/DD/HH/<stream>-1-YYYY-MM-DD-HH-MM-SS-<uuid>.json.gz`. */
  readonly key: string;
  /** JSON lines, a newline after each. */
  readonly text: string;
}

const source = 'firehose';

/** The plan's producer sends 2 records a second and its buffer waits 300 s. */
const recordsPerBuffer = 2 * 300;

/**
 * The plan's 300 s, stretched as far as its 2 records a second are thinned by spreading `rows` over a whole year.
 * Either way an object holds about 600 records. With 300 s unstretched, a million rows would become 105,408 objects of
 * ten records, a layout that no delivery stream of the plan would leave.
 */
export function bufferMsFor(rows: number): number {
  return Math.ceil((recordsPerBuffer * yearMs) / rows);
}

/**
 * Cuts a stream into objects as Firehose does: by size or by time, whichever comes first, under a prefix made from the
 * hour in which the object's oldest record arrived (https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html,
 * read 2026-05). Shards are read one after the other, so an object holds shard after shard: order is kept inside a
 * shard and nowhere else.
 */
export async function* deliver(
  batches: AsyncIterable<readonly StreamRecord[]>,
  settings: DeliverySettings,
): AsyncGenerator<DeliveredObject> {
  const addedBytes = addDeliveryFields('{}', { processedAt: isoInstant(0), source }).length - '{}'.length;
  let buffer: Buffer | null = null;
  let objects = 0;
  for await (const batch of batches) {
    for (const record of batch) {
      const bytes = record.json.length + addedBytes + '\n'.length;
      if (buffer !== null) {
        const dueMs = buffer.openedMs + settings.bufferMs;
        const closedMs = Math.min(record.arrivalMs, dueMs);
        if (record.arrivalMs >= dueMs || buffer.bytes + bytes > settings.bufferBytes) {
          yield close(buffer, closedMs, settings, objects);
          objects += 1;
          buffer = null;
        }
      }
      buffer ??= openBuffer(record.arrivalMs, settings.shards);
      buffer.bytes += bytes;
      buffer.byShard[record.shard]?.push(record.json);
    }
  }
  if (buffer !== null) yield close(buffer, buffer.openedMs + settings.bufferMs, settings, objects);
}

interface Buffer {
  readonly openedMs: number;
  readonly byShard: readonly string[][];
  bytes: number;
}

function openBuffer(openedMs: number, shards: number): Buffer {
  return { openedMs, byShard: Array.from({ length: shards }, () => []), bytes: 0 };
}

function close(
  buffer: Buffer,
  closedMs: number,
  settings: DeliverySettings,
  sequence: number,
): DeliveredObject {
  const fields = { processedAt: isoInstant(closedMs), source };
  const lines = buffer.byShard.flat().map((record) => `${addDeliveryFields(record, fields)}\n`);
  return { key: objectKey(buffer.openedMs, settings, sequence), text: lines.join('') };
}

function objectKey(openedMs: number, { streamName, seed }: DeliverySettings, sequence: number): string {
  const [date = '', time = ''] = isoInstant(openedMs).split(/[T.]/);
  const prefix = `${date.replaceAll('-', '/')}/${time.slice(0, 2)}`;
  const stamp = `${date}-${time.replaceAll(':', '-')}`;
  const digest = createHash('md5').update(`${seed}:${streamName}:${sequence}`).digest('hex');
  const uuid = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return `${prefix}/${streamName}-1-${stamp}-${uuid}.json.gz`;
}

function isoInstant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
