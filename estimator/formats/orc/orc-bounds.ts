import type { BoundValue } from '../footer.js';
import type { OrcStatistics, Range } from './orc-messages.js';
import type { StoredOrcColumn } from './orc-schema.js';

export interface OrcBounds {
  readonly minimum: BoundValue | null;
  readonly maximum: BoundValue | null;
}

const noBounds: OrcBounds = { minimum: null, maximum: null };

/**
 * The least and the greatest value of a column in a stripe, in the unit of its type, as Trino takes them from the
 * statistics (`TupleDomainOrcPredicate.getDomain` and `OrcMetadataReader`, read 2025-11-21).
 */
export function orcBoundsOf(
  { type, isRepeated }: StoredOrcColumn,
  statistics: OrcStatistics,
  writerVersion: number,
): OrcBounds {
  if (isRepeated) return noBounds;
  switch (type.kind) {
    case 'boolean':
      return booleansOf(statistics);
    case 'integer':
      return both(statistics.integers, (value) => value);
    case 'real':
    case 'double':
      return doublesOf(statistics);
    case 'decimal':
      return both(statistics.decimals, (text) => unscaledOf(text, type.scale));
    case 'varchar':
      return writerVersion === 0 ? noBounds : both(statistics.strings, (text) => text);
    case 'date':
      return both(statistics.days, (value) => value);
    case 'timestamp':
      return timestampsOf(statistics.utcMillis);
    default:
      return noBounds;
  }
}

function both<Value>(
  { minimum, maximum }: Range<Value>,
  convert: (value: Value) => BoundValue | null,
): OrcBounds {
  if (minimum === null || maximum === null) return noBounds;
  const bounds = { minimum: convert(minimum), maximum: convert(maximum) };
  return bounds.minimum === null || bounds.maximum === null ? noBounds : bounds;
}

function booleansOf({ trueValues, values }: OrcStatistics): OrcBounds {
  if (trueValues === null || values === null || values === 0) return noBounds;
  return { minimum: trueValues === values, maximum: trueValues > 0 };
}

/** A NaN anywhere is in the sum, and then the bounds say nothing. */
function doublesOf({ doubles }: OrcStatistics): OrcBounds {
  const { minimum, maximum, sum } = doubles;
  return [minimum, maximum, sum].some((value) => Number.isNaN(value))
    ? noBounds
    : both(doubles, (value) => value);
}

/** Microseconds. The statistics are cut to milliseconds, and engines round what is finer: one more may be needed. */
function timestampsOf({ minimum, maximum }: Range<bigint>): OrcBounds {
  if (minimum === null || maximum === null) return noBounds;
  return { minimum: minimum * 1000n, maximum: (maximum + 1n) * 1000n };
}

/** `-12.5` with scale 2 is -1250; null where digits would be lost or are none. */
function unscaledOf(text: string, scale: number): bigint | null {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d{1,40})(?:\.(\d{0,40}))?$/.exec(text) ?? [];
  const digits = fraction.replace(/0+$/, '');
  if (whole === '' || digits.length > scale) return null;
  const unscaled = BigInt(whole + digits.padEnd(scale, '0'));
  return sign === '-' ? -unscaled : unscaled;
}
