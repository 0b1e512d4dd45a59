/** Four hundred times a second all month long: more is a slip of the keyboard. */
const mostRunsPerMonth = 1_000_000_000;

/** What is wrong with a number of runs that `isRunsPerMonth` refuses, to follow its name. */
export const runsPerMonthRule = 'a number above 0 and at most 1,000,000,000';

/**
 * Whether a query can run that often in a month. The rule of flag, configuration, SQL comment, library and playground: a
 * fraction is a query that does not run every month; one that never runs has no bill of a month.
 */
export function isRunsPerMonth(runs: number): boolean {
  return runs > 0 && runs <= mostRunsPerMonth;
}

/** Reads the digits of a number of runs; null where they are none. */
export function parseRunsPerMonth(text: string): number | null {
  const runs = /^\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  return isRunsPerMonth(runs) ? runs : null;
}

/** The number as `parseRunsPerMonth` reads it back: all digits, no exponent. */
export function formatRunsPerMonth(runs: number): string {
  return runs.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}
