import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<string>();

/** Does `work` and all that follows from it on behalf of a client. */
export function onBehalfOf<Result>(client: string, work: () => Result): Result {
  return storage.run(client, work);
}

/** Whom the work that runs now is for; null: nobody in particular. */
export function askingClient(): string | null {
  return storage.getStore() ?? null;
}
