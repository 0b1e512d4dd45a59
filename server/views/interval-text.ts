import type { Interval } from '../../estimator/report.js';

/** An interval in words: one figure where it is exact, "at most" and "at least" where one side is not known. */
export function intervalText({ low, high }: Interval, format: (value: number) => string): string {
  if (low === null && high === null) return 'not known';
  if (low === null) return `at most ${format(high ?? 0)}`;
  if (high === null) return `at least ${format(low)}`;
  return low === high || format(low) === format(high) ? format(high) : `${format(low)} to ${format(high)}`;
}
