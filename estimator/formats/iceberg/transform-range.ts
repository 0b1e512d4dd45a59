import type { AvroValue } from '../avro/read-avro-records.js';
import type { BoundValue } from '../footer.js';
import { icebergValueOf } from './iceberg-value.js';

/** Which values of its source column a partition can hold; null on a side: no bound there. */
export interface SourceRange {
  readonly minimum: BoundValue | null;
  readonly maximum: BoundValue | null;
}

/** How a partition's value is made of a column's: https://iceberg.apache.org/spec/#partition-transforms */
export type Transform =
  | { readonly kind: 'identity' | 'year' | 'month' | 'day' | 'hour' | 'void' | 'unknown' }
  | { readonly kind: 'bucket'; readonly buckets: number }
  | { readonly kind: 'truncate'; readonly width: number };

export function readTransform(text: string): Transform {
  const [, name, argument] = /^(bucket|truncate)\[(\d{1,9})\]$/.exec(text) ?? [];
  if (name === 'bucket') return { kind: 'bucket', buckets: Number(argument) };
  if (name === 'truncate') return { kind: 'truncate', width: Number(argument) };
  return { kind: plainTransforms.find((plain) => plain === text) ?? 'unknown' };
}

const plainTransforms = ['identity', 'year', 'month', 'day', 'hour', 'void'] as const;

/** The values of the source column in a partition whose value is `value`, which is not null. */
export function sourceRange(transform: Transform, icebergType: string, value: AvroValue): SourceRange {
  if (transform.kind === 'identity') {
    const own = icebergValueOf(icebergType, value);
    return { minimum: own, maximum: own };
  }
  if (transform.kind === 'truncate') return truncatedRange(transform.width, icebergType, value);
  const firstMicros = Object.hasOwn(periodStarts, transform.kind) ? periodStarts[transform.kind] : undefined;
  if (firstMicros === undefined || typeof value !== 'bigint') return unbounded;
  return periodRange(firstMicros, icebergType, value);
}

const unbounded: SourceRange = { minimum: null, maximum: null };

const microsPerHour = 3_600_000_000n;
const microsPerDay = 24n * microsPerHour;

/** First microsecond of a year, month, day or hour since 1970. */
const periodStarts: Readonly<Record<string, (period: bigint) => bigint>> = {
  year: (year) => monthStart(year * 12n),
  month: monthStart,
  day: (day) => day * microsPerDay,
  hour: (hour) => hour * microsPerHour,
};

/** Far beyond the years of a table and still a date of JavaScript. */
const mostMonths = 12n * 200_000n;

function monthStart(month: bigint): bigint {
  const limited = month > mostMonths ? mostMonths : month < -mostMonths ? -mostMonths : month;
  return BigInt(Date.UTC(1970, Number(limited))) * 1000n;
}

function periodRange(
  firstMicros: (period: bigint) => bigint,
  icebergType: string,
  period: bigint,
): SourceRange {
  const start = firstMicros(period);
  const end = firstMicros(period + 1n);
  if (icebergType === 'timestamp' || icebergType === 'timestamptz')
    return { minimum: start, maximum: end - 1n };
  if (icebergType !== 'date') return unbounded;
  return { minimum: start / microsPerDay, maximum: end / microsPerDay - 1n };
}

function truncatedRange(width: number, icebergType: string, value: AvroValue): SourceRange {
  const minimum = icebergValueOf(icebergType, value);
  if (typeof minimum === 'bigint') return { minimum, maximum: minimum + BigInt(width) - 1n };
  if (typeof minimum !== 'string') return unbounded;
  return [...minimum].length < width
    ? { minimum, maximum: minimum }
    : { minimum, maximum: afterPrefix(minimum) };
}

/** A text above every text that begins with the prefix; null where there is none. */
function afterPrefix(prefix: string): string | null {
  const characters = [...prefix];
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const next = nextCodePoint(last.codePointAt(0) ?? 0);
    if (next !== null) return characters.join('') + String.fromCodePoint(next);
  }
  return null;
}

const lastCodePoint = 0x10ffff;

/** The next one that UTF-8 can write: surrogates are left out. */
function nextCodePoint(codePoint: number): number | null {
  if (codePoint === lastCodePoint) return null;
  return codePoint === 0xd7ff ? 0xe000 : codePoint + 1;
}
