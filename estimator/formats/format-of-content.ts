import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { storageFormats } from './registry.js';
import type { StorageFormat } from './storage-format.js';

export interface FoundFormat {
  /** null: no known magic, and no JSON. */
  readonly format: StorageFormat | null;
  /** Of the file as a whole: `gzip`, `zstd`, ... or `none`. */
  readonly codec: string;
  /** False where the content is bytes that no known format begins with. */
  readonly isReadable: boolean;
}

/** What the first bytes of a file say, for files that Spark, Firehose and Athena write without an extension. */
export function formatOfContent(path: string): FoundFormat {
  const head = readHead(path);
  const text = head.toString('latin1');
  for (const format of Object.values(storageFormats)) {
    if (format.magic !== null && text.startsWith(format.magic)) {
      return { format, codec: 'none', isReadable: true };
    }
  }
  for (const [codec, magic] of compressions) {
    if (!text.startsWith(magic)) continue;
    const inside = codec === 'gzip' ? beginningOfGzip(head) : '';
    return { format: jsonOrNone(inside), codec, isReadable: true };
  }
  return { format: jsonOrNone(text), codec: 'none', isReadable: !text.includes('\0') };
}

/** The least that shows a first JSON line below gzip's header. */
const headBytes = 4096;

const compressions: readonly (readonly [string, string])[] = [
  ['gzip', '\x1f\x8b'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['bzip2', 'BZh'],
  ['lz4', '\x04\x22\x4d\x18'],
  ['snappy', '\xff\x06\x00\x00sNaPpY'],
  ['lzo', '\x89LZO\x00\x0d\x0a\x1a\x0a'],
];

function jsonOrNone(text: string): StorageFormat | null {
  return /^\s*(?:\{\s*["}]|\[\s*[\]{])/.test(text) ? storageFormats.json : null;
}

/** What a cut-off gzip stream holds up to the cut; empty where it is none. */
function beginningOfGzip(head: Buffer): string {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    return '';
  }
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(headBytes);
    return head.subarray(0, readSync(file, head, 0, headBytes, 0));
  } finally {
    closeSync(file);
  }
}
