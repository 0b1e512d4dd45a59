import { expect, test } from 'vitest';
import { type Turns, takeTurns } from '../../../server/processes/turns.js';

const limits = { queueLimit: 100, waitingMs: 60_000, waiters: 'estimates' };

interface Watched {
  readonly turns: Turns<number>;
  /** Asks for a client; what happens is in `seen`. */
  readonly ask: (client: string | null, name: string) => Promise<void>;
  /** Names of those that were served, and `name!` of those that were refused. */
  readonly seen: string[];
  readonly giveBack: (name: string) => Promise<void>;
}

function watch(things: number, queueLimit = limits.queueLimit): Watched {
  const turns = takeTurns(
    Array.from({ length: things }, (_, index) => index),
    { ...limits, queueLimit },
  );
  const seen: string[] = [];
  const held = new Map<string, number>();
  return {
    turns,
    seen,
    async ask(client, name) {
      turns.take(client, undefined).then(
        (thing) => {
          held.set(name, thing);
          seen.push(name);
        },
        () => seen.push(`${name}!`),
      );
      await settled();
    },
    async giveBack(name) {
      turns.giveBack(held.get(name) ?? -1);
      await settled();
    },
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('one client never has the last thing; the server itself may', async () => {
  const { ask, seen, giveBack } = watch(3);
  for (const name of ['a1', 'a2', 'a3', 'a4']) await ask('a', name);
  expect(seen).toEqual(['a1', 'a2']);
  await ask('b', 'b1');
  expect(seen).toEqual(['a1', 'a2', 'b1']);
  await giveBack('b1');
  expect(seen).toEqual(['a1', 'a2', 'b1']);
  await ask(null, 'server');
  expect(seen).toEqual(['a1', 'a2', 'b1', 'server']);
  await giveBack('a1');
  expect(seen.at(-1)).toBe('a3');
});

test('of a single thing a client may have that', async () => {
  const { ask, seen } = watch(1);
  await ask('a', 'a1');
  expect(seen).toEqual(['a1']);
});

test('clients take turns, each in the order of its asking', async () => {
  const { ask, seen, giveBack } = watch(1);
  for (const name of ['a1', 'a2', 'a3', 'a4']) await ask('a', name);
  for (const name of ['b1', 'b2']) await ask('b', name);
  await ask('c', 'c1');
  for (let given = 0; given < 6; given += 1) await giveBack(seen.at(-1) ?? '');
  expect(seen).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('of too many, one of the client that has most waiting is refused', async () => {
  const { ask, seen } = watch(1, 3);
  for (const name of ['a1', 'a2', 'a3', 'a4']) await ask('a', name);
  expect(seen).toEqual(['a1']);
  await ask('a', 'a5');
  expect(seen).toEqual(['a1', 'a5!']);
  await ask('b', 'b1');
  expect(seen).toEqual(['a1', 'a5!', 'a4!']);
  await ask('b', 'b2');
  expect(seen).toEqual(['a1', 'a5!', 'a4!', 'b2!']);
});

test('who gives up leaves the queue; after the close nobody is served', async () => {
  const { turns, ask, seen, giveBack } = watch(1);
  await ask('a', 'a1');
  const gone = new AbortController();
  const given = turns.take('b', gone.signal);
  await ask('c', 'c1');
  gone.abort(new Error('gone'));
  await expect(given).rejects.toThrow('gone');
  await giveBack('a1');
  expect(seen).toEqual(['a1', 'c1']);
  await ask('a', 'a2');
  turns.close();
  await ask('a', 'a3');
  expect(seen).toEqual(['a1', 'c1', 'a2!', 'a3!']);
});

test('who waits too long is refused', async () => {
  const turns = takeTurns([1], { ...limits, waitingMs: 1 });
  await turns.take('a', undefined);
  await expect(turns.take('b', undefined)).rejects.toMatchObject({ code: 'busy' });
});
