import { SingleBar } from 'cli-progress';

/** Passes everything through and shows how far it is, on standard error and only to people. */
export async function* withProgress<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  count: number,
): AsyncGenerator<Item> {
  if (!process.stderr.isTTY || process.env['NO_COLOR'] !== undefined) {
    yield* items;
    return;
  }
  const bar = new SingleBar({
    format: '{bar} {value} of {total} files',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  bar.start(count, 0);
  try {
    for await (const item of items) {
      yield item;
      bar.increment();
    }
  } finally {
    bar.stop();
  }
}
