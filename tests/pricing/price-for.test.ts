import { expect, test } from 'vitest';
import { DryRunError } from '../../estimator/errors.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { regionPrices } from '../../estimator/pricing/region-prices.js';

test('the price of us-east-1 with where it comes from', () => {
  expect(priceFor('us-east-1')).toEqual({
    region: 'us-east-1',
    usdPerTerabyte: 5,
    bytesPerTerabyte: 1_099_511_627_776,
    minimumBytes: 10_000_000,
    roundUpToBytes: 1_000_000,
    source: regionPrices['us-east-1']?.source,
    verified: '2026-05-01',
  });
});

test.each([
  ['us-west-1', 6.75],
  ['sa-east-1', 9],
  ['ap-southeast-2', 5.75],
  ['EU-WEST-1', 5],
])('%s costs %d USD a terabyte', (region, usd) => {
  expect(priceFor(region).usdPerTerabyte).toBe(usd);
});

test.each([
  ['us-esat-1', 'us-east-1'],
  ['eu-west-9', 'eu-west-1'],
  ['cn-northwest-1', null],
  ['mars-1', null],
  ['toString', null],
  ['', null],
])('%j is an error, never a silent 5.00', (name, nearest) => {
  expect(() => priceFor(name)).toThrow(DryRunError);
  expect(() => priceFor(name)).toThrow(
    expect.objectContaining({ code: 'unknown_region', data: { name, nearest } }),
  );
});

test('an own price takes any region', () => {
  expect(priceFor('eu-west-2', { usdPerTerabyte: 4.5 })).toMatchObject({
    region: 'eu-west-2',
    usdPerTerabyte: 4.5,
    source: 'given by the caller',
  });
});

test('every price has a source and a date', () => {
  for (const price of Object.values(regionPrices)) {
    expect(price.source).toMatch(/aws\.amazon\.com/);
    expect(price.verified).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Number.isInteger(price.microUsdPerTerabyte)).toBe(true);
  }
});
