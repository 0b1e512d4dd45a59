/**
 * A value of Athena SQL while an expression is evaluated. `null` is SQL NULL.
 * Integers are bigint, double and real are number, varchar is string; the rest says its kind.
 */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | DecimalValue
  | DateValue
  | TimestampValue
  | DayIntervalValue
  | YearIntervalValue
  | BinaryValue
  | ArrayValue;

/** unscaled / 10^scale */
export interface DecimalValue {
  readonly kind: 'decimal';
  readonly unscaled: bigint;
  readonly scale: number;
}

/** Days since 1970-01-01. */
export interface DateValue {
  readonly kind: 'date';
  readonly days: number;
}

/** Microseconds since 1970-01-01 00:00:00; `zoned` if it is an instant (timestamp with time zone). */
export interface TimestampValue {
  readonly kind: 'timestamp';
  readonly micros: bigint;
  readonly zoned: boolean;
  /** The zone whose clocks an instant is read from; without it UTC. */
  readonly zone?: string;
}

export interface DayIntervalValue {
  readonly kind: 'day_interval';
  readonly millis: bigint;
}

export interface YearIntervalValue {
  readonly kind: 'year_interval';
  readonly months: number;
}

export interface BinaryValue {
  readonly kind: 'varbinary';
  readonly hex: string;
}

export interface ArrayValue {
  readonly kind: 'array';
  readonly elements: readonly Value[];
}
