import type { DecimalValue } from '../sql/value.js';

/**
 * The values that one column may have in a row that passes the filter: ranges and whether NULL passes.
 * The form in which row groups are skipped by their minimum and maximum.
 */
export interface Domain {
  /** Ascending, not overlapping; `[]` lets no value pass. */
  readonly ranges: readonly ValueRange[];
  readonly nullAllowed: boolean;
}

export interface ValueRange {
  /** null: no bound on this side. */
  readonly low: Bound | null;
  readonly high: Bound | null;
}

export interface Bound {
  readonly value: DomainValue;
  readonly inclusive: boolean;
}

/** A bound in the column's own type. */
export type DomainValue =
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'double'; readonly value: number }
  | DecimalValue
  | { readonly kind: 'varchar'; readonly value: string }
  | { readonly kind: 'date'; readonly days: number }
  | { readonly kind: 'timestamp'; readonly micros: bigint };
