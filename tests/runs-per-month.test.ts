import { describe, expect, test } from 'vitest';
import { formatRunsPerMonth, parseRunsPerMonth } from '../estimator/runs-per-month.js';

describe('runs a month', () => {
  test.each([
    ['1', 1],
    [' 288 ', 288],
    ['0.25', 0.25],
    ['0.0000001', 1e-7],
    ['1000000000', 1e9],
  ])('%j are read', (text, expected) => {
    expect(parseRunsPerMonth(text)).toBe(expected);
  });

  test.each(['', '0', '0.0', '-1', '1000000001', '1e3', '1,000', 'daily', '.5', '5.', 'Infinity'])(
    '%j are refused',
    (text) => {
      expect(parseRunsPerMonth(text)).toBeNull();
    },
  );

  test.each([1, 0.25, 1e-7, 123_456.789, 1e9])('%d are written as they are read', (runs) => {
    expect(parseRunsPerMonth(formatRunsPerMonth(runs))).toBe(runs);
  });
});
