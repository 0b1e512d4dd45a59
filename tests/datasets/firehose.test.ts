import { expect, test } from 'vitest';
import {
  bufferMsFor,
  type DeliveredObject,
  type DeliverySettings,
  deliver,
  type StreamRecord,
} from '../../datasets/firehose.js';

const settings: DeliverySettings = {
  streamName: 'transaction-stream',
  seed: 1,
  shards: 2,
  bufferBytes: 5_000_000,
  bufferMs: 300_000,
};

const start = Date.UTC(2024, 0, 1, 10, 58);

function records(seconds: readonly number[]): readonly StreamRecord[] {
  return seconds.map((second, index) => ({
    shard: index % 2,
    arrivalMs: start + second * 1000,
    json: `{"n":${index}}`,
  }));
}

async function deliverAll(
  list: readonly StreamRecord[],
  changes: Partial<DeliverySettings> = {},
): Promise<readonly DeliveredObject[]> {
  async function* batches(): AsyncGenerator<readonly StreamRecord[]> {
    for (let from = 0; from < list.length; from += 3) yield list.slice(from, from + 3);
  }
  const objects: DeliveredObject[] = [];
  for await (const object of deliver(batches(), { ...settings, ...changes })) objects.push(object);
  return objects;
}

function linesOf(object: DeliveredObject | undefined): readonly Readonly<Record<string, unknown>>[] {
  const lines = (object?.text ?? '').split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line): Readonly<Record<string, unknown>> => JSON.parse(line));
}

test('an object is closed 300 s after its first record', async () => {
  const objects = await deliverAll(records([0, 1, 299, 300, 599, 600]));
  expect(objects.map((object) => linesOf(object).map(({ n }) => n))).toEqual([[0, 2, 1], [4, 3], [5]]);
});

test('an object never grows over the buffer', async () => {
  const list = records(Array.from({ length: 40 }, (_, index) => index));
  const objects = await deliverAll(list, { bufferBytes: 500 });
  const sizes = objects.map(({ text }) => Buffer.byteLength(text));
  expect(objects.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(400);
  expect(objects.flatMap((object) => linesOf(object))).toHaveLength(40);
});

test('a record that is larger than the buffer still arrives', async () => {
  const objects = await deliverAll(records([0, 1, 2]), { bufferBytes: 10 });
  expect(objects.map((object) => linesOf(object).length)).toEqual([1, 1, 1]);
});

test('order is kept inside a shard', async () => {
  const [object] = await deliverAll(records([0, 1, 2, 3, 4, 5, 6]));
  expect(linesOf(object).map(({ n }) => n)).toEqual([0, 2, 4, 6, 1, 3, 5]);
});

test('the Lambda adds when and by whom a record was delivered', async () => {
  const [object] = await deliverAll(records([0]));
  expect(linesOf(object)).toEqual([{ n: 0, processed_at: '2024-01-01T11:03:00.000Z', source: 'firehose' }]);
});

test('the key has the hour of the first record, the stream and an identifier of its own', async () => {
  const keys = (await deliverAll(records([0, 300]))).map(({ key }) => key);
  expect(keys).toEqual([
    expect.stringMatching(
      /^2024\/01\/01\/10\/transaction-stream-1-2024-01-01-10-58-00-[0-9a-f-]{36}\.json\.gz$/,
    ),
    expect.stringMatching(
      /^2024\/01\/01\/11\/transaction-stream-1-2024-01-01-11-03-00-[0-9a-f-]{36}\.json\.gz$/,
    ),
  ]);
});

test('without records there are no objects', async () => {
  expect(await deliverAll([])).toEqual([]);
});

test('at two records a second the buffer waits the 300 s of the plan', () => {
  expect(bufferMsFor(366 * 86_400 * 2)).toBe(300_000);
});
