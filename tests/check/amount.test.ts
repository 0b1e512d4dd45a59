import { expect, test } from 'vitest';
import { formatAmount, parseAmount } from '../../estimator/check/amount.js';

test.each([
  ['2 GB', { unit: 'bytes', value: 2e9 }],
  ['1.5TiB', { unit: 'bytes', value: 1.5 * 2 ** 40 }],
  ['10 mb', { unit: 'bytes', value: 1e7 }],
  ['7 B', { unit: 'bytes', value: 7 }],
  ['$0.50', { unit: 'usd', value: 0.5 }],
])('%s', (text, amount) => {
  expect(parseAmount(text)).toEqual(amount);
});

test.each(['', '2', 'GB', '-1 GB', '2 QB', '€5', '$', '1e9 B'])('%j is no amount', (text) => {
  expect(() => parseAmount(text)).toThrow('is no amount');
});

test('is written as it is read', () => {
  expect(['2 GB', '$5.00'].map((text) => formatAmount(parseAmount(text)))).toEqual(['2 GB', '$5.00']);
});
