import { DryRunError } from '../../estimator/errors.js';

/**
 * A few things that many want to use, one user each at a time. Clients take turns, each in the order of its asking. One
 * client never has the last thing: who comes next finds it free, however long the others are kept.
 */
export interface Turns<Thing> {
  /**
   * Resolves when one is free. Rejects with `busy` where too many wait, where it takes too long or after `close`, and
   * with the signal's reason. `client`: null for the server itself, which may have all.
   */
  readonly take: (client: Client, signal: AbortSignal | undefined) => Promise<Thing>;
  readonly giveBack: (thing: Thing) => void;
  /** Refuses who waits and who comes. */
  readonly close: () => void;
}

export interface TurnLimits {
  /** That may wait; one more, and one of the client that has most waiting is refused. */
  readonly queueLimit: number;
  readonly waitingMs: number;
  /** What waits, for messages: `queries`. */
  readonly waiters: string;
}

type Client = string | null;

interface Waiter<Thing> {
  readonly serve: (thing: Thing) => void;
  readonly refuse: (error: unknown) => void;
}

export function takeTurns<Thing>(things: readonly Thing[], limits: TurnLimits): Turns<Thing> {
  const free = [...things];
  const holders = new Map<Thing, Client>();
  /** Whose turn comes first is first. */
  const queues = new Map<Client, Waiter<Thing>[]>();
  const mostOfOne = Math.max(1, things.length - 1);
  let closed = false;

  const mayHoldMore = (client: Client): boolean =>
    client === null || [...holders.values()].filter((holder) => holder === client).length < mostOfOne;

  const serveWaiting = (): void => {
    for (;;) {
      const turn = [...queues].find(([client]) => mayHoldMore(client));
      const thing = turn === undefined ? undefined : free.pop();
      if (turn === undefined || thing === undefined) return;
      const [client, queue] = turn;
      holders.set(thing, client);
      queues.delete(client);
      queues.set(client, queue);
      queue[0]?.serve(thing);
    }
  };

  const refuseOneTooMany = (latest: Client): void => {
    const waiting = [...queues.values()].reduce((sum, { length }) => sum + length, 0);
    if (waiting <= limits.queueLimit) return;
    let most = queues.get(latest) ?? [];
    for (const queue of queues.values()) if (queue.length > most.length) most = queue;
    const detail = `As many ${limits.waiters} as may wait (${limits.queueLimit}) are waiting already. Try again in a moment.`;
    most.at(-1)?.refuse(busy(detail));
  };

  const leaveQueue = (client: Client, waiter: Waiter<Thing>): void => {
    const left = (queues.get(client) ?? []).filter((one) => one !== waiter);
    if (left.length > 0) queues.set(client, left);
    else queues.delete(client);
  };

  return {
    take(client, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (closed) return reject(stopping());
        const leave = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          leaveQueue(client, waiter);
        };
        const waiter: Waiter<Thing> = {
          serve(thing) {
            leave();
            resolve(thing);
          },
          refuse(error) {
            leave();
            reject(error);
          },
        };
        const giveUp = (): void => waiter.refuse(signal?.reason);
        const seconds = Math.round(limits.waitingMs / 1000);
        const late = `Other ${limits.waiters} have kept the server busy for ${seconds} s. Try again in a moment.`;
        const timer = setTimeout(() => waiter.refuse(busy(late)), limits.waitingMs);
        signal?.addEventListener('abort', giveUp, { once: true });
        queues.set(client, [...(queues.get(client) ?? []), waiter]);
        serveWaiting();
        refuseOneTooMany(client);
      });
    },
    giveBack(thing) {
      holders.delete(thing);
      free.push(thing);
      serveWaiting();
    },
    close() {
      closed = true;
      for (const queue of [...queues.values()]) for (const waiter of queue) waiter.refuse(stopping());
    },
  };
}

function stopping(): DryRunError {
  return busy('The server is stopping.');
}

function busy(detail: string): DryRunError {
  return new DryRunError('busy', { detail });
}
