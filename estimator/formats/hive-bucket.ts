import type { Type } from '../sql/type.js';
import type { BoundValue } from './footer.js';

/** Ways in which Hive hashes a value. */
export type HiveHash = 'int' | 'long' | 'boolean' | 'string' | 'varchar';

/** How values of a column are hashed; null for types that are not hashed here. */
export function hiveHashOf(type: Type): HiveHash | null {
  if (type.kind === 'boolean') return 'boolean';
  if (type.kind === 'date') return 'int';
  if (type.kind === 'integer') return type.bits === 64 ? 'long' : 'int';
  if (type.kind === 'varchar') return type.length === null ? 'string' : 'varchar';
  return null;
}

/**
 * The bucket of a row by its values of all clustered columns, with the first version of Hive's hash, which Athena writes
 * and reads: Trino 479, plugin/trino-hive, HiveBucketingV1 (read 2025-11-21). Null where a value is of another kind.
 */
export function hiveBucketOf(
  row: readonly { readonly hash: HiveHash; readonly value: BoundValue }[],
  buckets: number,
): number | null {
  let code = 0;
  for (const { hash, value } of row) {
    const own = hashers[hash](value);
    if (own === null) return null;
    code = (Math.imul(code, 31) + own) | 0;
  }
  return (code & 0x7fffffff) % buckets;
}

const hashers: Readonly<Record<HiveHash, (value: BoundValue) => number | null>> = {
  int: (value) => (typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : null),
  long: (value) =>
    typeof value === 'bigint' ? Number(BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n))) : null,
  boolean: (value) => (typeof value === 'boolean' ? Number(value) : null),
  string: (value) => hashText(value, 0),
  varchar: (value) => hashText(value, 1),
};

function hashText(value: BoundValue, initial: number): number | null {
  if (typeof value !== 'string') return null;
  return new Int8Array(Buffer.from(value, 'utf8')).reduce(
    (code, byte) => (Math.imul(code, 31) + byte) | 0,
    initial,
  );
}
