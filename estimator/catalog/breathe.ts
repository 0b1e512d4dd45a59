import { setImmediate } from 'node:timers/promises';

/** Objects read between two breaths: some 10 ms of work. */
const objectsBetween = 100;

/** Lets a signal in now and then, where many objects are read without waiting for anything. */
export async function breathe(position: number): Promise<void> {
  if (position % objectsBetween === objectsBetween - 1) await setImmediate();
}
