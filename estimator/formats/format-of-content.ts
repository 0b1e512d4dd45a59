import { closeSync, openSync, readSync } from 'node:fs';
import { storageFormats } from './registry.js';
import type { StorageFormat } from './storage-format.js';

export interface FoundFormat {
  /** null: no known magic. */
  readonly format: StorageFormat | null;
  /** Of the file as a whole: `gzip`, `zstd`, `bzip2` or `none`. */
  readonly codec: string;
}

/** What the first bytes of a file say, for files that Spark and Athena write without an extension. */
export function formatOfContent(path: string): FoundFormat {
  const head = readHead(path);
  const text = head.toString('latin1');
  for (const format of Object.values(storageFormats)) {
    if (format.magic !== null && text.startsWith(format.magic)) return { format, codec: 'none' };
  }
  for (const [codec, magic] of compressions) {
    if (text.startsWith(magic)) return { format: null, codec };
  }
  return { format: /^\s*\{\s*["}]/.test(text) ? storageFormats.json : null, codec: 'none' };
}

const headBytes = 64;

const compressions: readonly (readonly [string, string])[] = [
  ['gzip', '\x1f\x8b'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['bzip2', 'BZh'],
];

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(file, head, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}
