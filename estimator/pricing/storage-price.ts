/** What S3 Standard charges for keeping bytes, up to 50 TB. */
export interface StoragePrice {
  readonly usdPerGigabyteMonth: number;
  /** A gigabyte is 2^30 bytes in AWS's own pricing examples. */
  readonly bytesPerGigabyte: number;
  readonly source: string;
  /** ISO date. */
  readonly read: string;
}

/** A region that is not here has no known price. */
const storagePrices: Readonly<Record<string, StoragePrice>> = {
  'us-east-1': {
    usdPerGigabyteMonth: 0.023,
    bytesPerGigabyte: 2 ** 30,
    source: 'S3 Standard, first 50 TB a month (https://aws.amazon.com/s3/pricing/)',
    read: '2026-11-25',
  },
};

/** The price of S3 Standard in a region, null where it is not known. */
export function storagePriceFor(region: string): StoragePrice | null {
  return Object.hasOwn(storagePrices, region) ? (storagePrices[region] ?? null) : null;
}

/** US dollars for keeping bytes a month. */
export function storageUsdPerMonth(bytes: number, price: StoragePrice): number {
  return (bytes / price.bytesPerGigabyte) * price.usdPerGigabyteMonth;
}
