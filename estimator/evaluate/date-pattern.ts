/** One element of a pattern that dates are printed and read by, as in Joda-Time, which Trino uses. */
export type PatternElement =
  | { readonly kind: 'literal'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly field: NumericField;
      /** Printed with at least so many digits. */
      readonly minimumDigits: number;
      /** Read with at most so many digits. */
      readonly maximumDigits: number;
    }
  | { readonly kind: 'name'; readonly field: 'month' | 'weekday' | 'halfday'; readonly short: boolean }
  | { readonly kind: 'fraction'; readonly minimumDigits: number; readonly maximumDigits: number }
  /** `pivot`: the year that two digits stand for is from 50 before to 49 after it; null: depends on today's date. */
  | { readonly kind: 'two_digit_year'; readonly pivot: number | null }
  | { readonly kind: 'offset'; readonly style: 'plain' | 'colon' | 'identifier' };

export type NumericField =
  | 'year'
  | 'month'
  | 'day'
  /** 0 to 23 */
  | 'hour'
  /** 1 to 24 */
  | 'clock_hour'
  /** 0 to 11 */
  | 'half_hour'
  /** 1 to 12 */
  | 'clock_half_hour'
  | 'minute'
  | 'second'
  | 'day_of_year'
  | 'week'
  | 'week_year'
  | 'day_of_week';

export const monthNames: readonly string[] = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];

export const weekdayNames: readonly string[] = [
  ...['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
];

export const shortNameLength = 3;

export function literal(text: string): PatternElement {
  return { kind: 'literal', text };
}

export function number(
  field: NumericField,
  minimumDigits: number,
  maximumDigits = Math.max(minimumDigits, 2),
): PatternElement {
  return { kind: 'number', field, minimumDigits, maximumDigits };
}
