import { storagePriceFor, storageUsdPerMonth } from '../../estimator/pricing/storage-price.js';
import { formatUsd } from '../../estimator/render/format-usd.js';

/** What keeping so many bytes costs a month, in words. */
export function storageCost(storedBytes: number | null, region: string): string {
  const price = storagePriceFor(region);
  return storedBytes === null || price === null
    ? 'not known'
    : formatUsd(storageUsdPerMonth(storedBytes, price));
}

/** What is charged for keeping bytes, and who says so. */
export function storagePriceText(region: string): string {
  const price = storagePriceFor(region);
  return price === null
    ? `The price of S3 Standard in ${region} is not known here: no dated source confirms one.`
    : `Storage: $${price.usdPerGigabyteMonth} a GB (2^30 bytes) and month, ${price.source}, read ${price.read}.`;
}
