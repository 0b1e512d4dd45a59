import type { Interval } from '../report.js';

/**
 * An interval in words: the best figure with its bounds, one figure where nothing is open, and `not known` where
 * nothing is known.
 */
export function formatInterval({ low, likely, high }: Interval, format: (figure: number) => string): string {
  const bounds = formatBounds(low, high, format);
  if (likely === null) return bounds ?? 'not known';
  const best = format(likely);
  if (low === likely && high === likely) return best;
  return `${best} (${bounds ?? 'bounds not known'})`;
}

function formatBounds(
  low: number | null,
  high: number | null,
  format: (figure: number) => string,
): string | null {
  if (low !== null && high !== null) return `${format(low)} to ${format(high)}`;
  if (high !== null) return `at most ${format(high)}`;
  return low === null ? null : `at least ${format(low)}`;
}
