import { describe, expect, test } from 'vitest';
import { regionPrices } from '../../estimator/pricing/region-prices.js';
import { storagePriceFor, storageUsdPerMonth } from '../../estimator/pricing/storage-price.js';

const regions = Object.keys(regionPrices);

describe('the price of keeping bytes', () => {
  test.each([
    ['us-east-1', 0.023],
    ['eu-central-1', 0.0245],
    ['sa-east-1', 0.0405],
    ['af-south-1', 0.0274],
  ])('in %s is %d dollars a GB and month', (region, usd) => {
    const price = storagePriceFor(region);
    expect(price?.usdPerGigabyteMonth).toBe(usd);
    expect(price && storageUsdPerMonth(10 * 2 ** 30, price)).toBeCloseTo(10 * usd, 12);
  });

  test.each(regions.filter((region) => storagePriceFor(region) !== null))(
    'in %s has a dated source',
    (region) => {
      const price = storagePriceFor(region);
      expect(price?.source).toMatch(/https:\/\/\S*amazon(?:aws)?\.com\//);
      expect(price?.read).toMatch(/^\d{4}-\d\d-\d\d$/);
    },
  );

  test('is unknown where no dated source says it, never that of another region', () => {
    expect(regions.filter((region) => storagePriceFor(region) === null)).toEqual([
      'eu-south-1',
      'ap-east-1',
      'ap-northeast-3',
    ]);
    expect(storagePriceFor('toString')).toBeNull();
  });
});
