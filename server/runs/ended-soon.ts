import type { Answer } from '../answer.js';
import type { ActiveRun } from './active-runs.js';

/** The answer of a run that ends within `waitMs`; null of one that goes on. */
export async function endedSoon({ outcome }: ActiveRun, waitMs: number): Promise<Answer | null> {
  let timer: NodeJS.Timeout | undefined;
  const wait = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), waitMs);
  });
  try {
    return await Promise.race([outcome, wait]);
  } finally {
    clearTimeout(timer);
  }
}
