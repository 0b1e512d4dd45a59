import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [810, '810 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [999_499, '999 kB'],
  [999_950, '1 MB'],
  [46_647_759, '46.6 MB'],
  [47_000_000, '47 MB'],
  [1_434_000_000, '1.43 GB'],
  [2 ** 40, '1.1 TB'],
  [7 * 2 ** 60, '8.07 EB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, '$0'],
  [0.000213731, '$0.000214'],
  [0.000045475, '$0.0000455'],
  [0.000000001, '$0.000000001'],
  [0.0066, '$0.0066'],
  [0.05, '$0.05'],
  [0.5, '$0.50'],
  [0.9999, '$1.00'],
  [1.8466, '$1.85'],
  [15.000000752, '$15.00'],
  [1234567.891, '$1,234,567.89'],
])('%d USD are %s', (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

test('what is not nothing is never shown as nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 15 }), (nano) => {
      expect(formatUsd(nano / 1e9)).toMatch(/[1-9]/);
      expect(formatBytes(nano)).toMatch(/^[1-9]/);
    }),
  );
});

test('whole numbers have separators', () => {
  expect(formatWholeNumber(46647759)).toBe('46,647,759');
});
