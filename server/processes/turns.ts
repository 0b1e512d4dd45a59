import { DryRunError } from '../../estimator/errors.js';

/** A few things that many want to use, one user each at a time, in the order of asking. */
export interface Turns<Thing> {
  /**
   * Resolves when one is free. Rejects with `busy` where too many wait, where it takes too long or after `close`, and
   * with the signal's reason.
   */
  readonly take: (signal: AbortSignal | undefined) => Promise<Thing>;
  readonly giveBack: (thing: Thing) => void;
  /** Refuses who waits and who comes. */
  readonly close: () => void;
}

export interface TurnLimits {
  /** That may wait; one more is refused. */
  readonly queueLimit: number;
  readonly waitingMs: number;
  /** What waits, for messages: `queries`. */
  readonly waiters: string;
}

export function takeTurns<Thing>(things: readonly Thing[], limits: TurnLimits): Turns<Thing> {
  const free = [...things];
  const waiting: ((thing: Thing | null) => void)[] = [];
  let closed = false;

  /** Null: closed, the caller gave up, or too late. */
  const nextFree = (signal: AbortSignal | undefined): Promise<Thing | null> =>
    new Promise((resolve) => {
      const take = (thing: Thing | null): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
        resolve(thing);
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(take), 1);
        take(null);
      };
      const timer = setTimeout(leave, limits.waitingMs);
      waiting.push(take);
      signal?.addEventListener('abort', leave, { once: true });
    });

  return {
    async take(signal) {
      signal?.throwIfAborted();
      const idle = closed ? undefined : free.pop();
      if (idle !== undefined) return idle;
      if (!closed && waiting.length >= limits.queueLimit) {
        throw busy(
          `As many ${limits.waiters} as may wait (${waiting.length}) are waiting already. Try again in a moment.`,
        );
      }
      const thing = closed ? null : await nextFree(signal);
      if (thing !== null) return thing;
      signal?.throwIfAborted();
      if (closed) throw busy('The server is stopping.');
      const seconds = Math.round(limits.waitingMs / 1000);
      throw busy(
        `Other ${limits.waiters} have kept the server busy for ${seconds} s. Try again in a moment.`,
      );
    },
    giveBack(thing) {
      const next = waiting.shift();
      if (next === undefined) free.push(thing);
      else next(thing);
    },
    close() {
      closed = true;
      for (const leave of waiting.splice(0)) leave(null);
    },
  };
}

function busy(detail: string): DryRunError {
  return new DryRunError('busy', { detail });
}
