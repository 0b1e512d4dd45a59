import type { BoundValue } from '../footer.js';

/** Types of Iceberg columns that can be hashed into buckets here. */
export function isBucketable(icebergType: string): boolean {
  return Object.hasOwn(encoders, icebergType) || icebergType.startsWith('decimal');
}

/**
 * The bucket of a value, which is in the unit of its type: https://iceberg.apache.org/spec/#appendix-b-32-bit-hash-requirements
 */
export function bucketOf(icebergType: string, value: BoundValue, buckets: number): number | null {
  const encode = icebergType.startsWith('decimal') ? encodeDecimal : encoders[icebergType];
  const bytes = encode?.(value) ?? null;
  return bytes === null ? null : (murmur3(bytes) & 0x7fffffff) % buckets;
}

type Encode = (value: BoundValue) => Uint8Array | null;

const encoders: Readonly<Record<string, Encode>> = {
  int: encodeLong,
  long: encodeLong,
  date: encodeLong,
  timestamp: encodeLong,
  timestamptz: encodeLong,
  string: (value) => (typeof value === 'string' ? Buffer.from(value, 'utf8') : null),
};

function encodeLong(value: BoundValue): Uint8Array | null {
  if (typeof value !== 'bigint') return null;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt.asIntN(64, value));
  return bytes;
}

/** Two's complement in as few bytes as hold the unscaled value, the most significant first. */
function encodeDecimal(value: BoundValue): Uint8Array | null {
  if (typeof value !== 'bigint') return null;
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(Number(BigInt.asUintN(8, rest)));
    rest >>= 8n;
  } while (!isSignOf(rest, bytes[0] ?? 0));
  return Uint8Array.from(bytes);
}

function isSignOf(rest: bigint, first: number): boolean {
  return (rest === 0n && first < 128) || (rest === -1n && first >= 128);
}

/** MurmurHash3, x86, 32 bits, seed 0. */
function murmur3(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = 0;
  for (let at = 0; at < whole; at += 4) {
    hash ^= scramble(view.getUint32(at, true));
    hash = (Math.imul(rotate(hash, 13), 5) + 0xe6546b64) | 0;
  }
  const tail = bytes.subarray(whole).reduceRight((word, byte) => (word << 8) | byte, 0);
  hash ^= scramble(tail) ^ bytes.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function scramble(word: number): number {
  return Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
