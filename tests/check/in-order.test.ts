import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from '../../estimator/check/in-order.js';

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('results come in the order of the items, and no more than the width are worked on', async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(10 - item);
    running -= 1;
    return item * 2;
  };
  expect(await all(inOrder([1, 2, 3, 4, 5, 6, 7], 3, work))).toEqual([2, 4, 6, 8, 10, 12, 14]);
  expect(most).toBe(3);
});

test('nothing gives nothing', async () => {
  expect(await all(inOrder([], 3, (item: number) => Promise.resolve(item)))).toEqual([]);
});

test('a failure is thrown in its turn', async () => {
  const work = (item: number): Promise<number> =>
    item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
  await expect(all(inOrder([1, 2, 3], 2, work))).rejects.toThrow('two');
});
