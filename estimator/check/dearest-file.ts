import type { CheckReport } from './check-report.js';

/**
 * The file with the largest bill, where a finding about the whole is shown by systems that ask for a place; null where
 * no file is known.
 */
export function dearestFile({ check }: CheckReport): string | null {
  const [first] = [...check.files].sort((left, right) => (right.usd.likely ?? 0) - (left.usd.likely ?? 0));
  return first?.file ?? null;
}
