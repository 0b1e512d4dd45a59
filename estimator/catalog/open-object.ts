import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '../formats/footer.js';

/** Opens a local file for `use`. Throws what the file system throws, and `RangeError` where the file got shorter. */
export function withObject<Result>(path: string, use: (source: ByteSource) => Result): Result {
  const file = openSync(path, 'r');
  try {
    return use({
      bytes: fstatSync(file).size,
      read(start, end) {
        const buffer = new Uint8Array(end - start);
        const count = readSync(file, buffer, 0, buffer.length, start);
        if (count < buffer.length) throw new RangeError('it got shorter while it was read');
        return buffer;
      },
    });
  } finally {
    closeSync(file);
  }
}
