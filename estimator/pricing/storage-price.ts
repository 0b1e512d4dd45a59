/** What S3 Standard charges for keeping bytes, up to 50 TB. */
export interface StoragePrice {
  readonly usdPerGigabyteMonth: number;
  readonly bytesPerGigabyte: number;
  readonly source: string;
  /** ISO date of the source. */
  readonly read: string;
}

/** A gigabyte is 2^30 bytes in AWS's own pricing examples (https://aws.amazon.com/s3/pricing/). */
const bytesPerGigabyte = 2 ** 30;

const page = {
  bytesPerGigabyte,
  source: 'S3 Standard, first 50 TB a month (https://aws.amazon.com/s3/pricing/)',
  read: '2026-11-25',
} as const;

/**
 * As public copies of the AWS Price List (AmazonS3, `TimedStorage-ByteHrs`, as of 2026-07-01) and of AWS's page (August
 * 2026) say alike.
 */
const priceList = {
  bytesPerGigabyte,
  source:
    'S3 Standard, first 50 TB a month, AWS Price List, AmazonS3 (https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonS3/current/index.json), by public copies of it',
  read: '2026-07-01',
} as const;

/**
 * By region. One that is not here has no known price: of eu-south-1 the copies disagree, of ap-east-1 and
 * ap-northeast-3 the Price List was not found.
 */
const storagePrices: Readonly<Record<string, StoragePrice>> = {
  'us-east-1': { usdPerGigabyteMonth: 0.023, ...page },
  'us-east-2': { usdPerGigabyteMonth: 0.023, ...priceList },
  'us-west-1': { usdPerGigabyteMonth: 0.026, ...priceList },
  'us-west-2': { usdPerGigabyteMonth: 0.023, ...priceList },
  'ca-central-1': { usdPerGigabyteMonth: 0.025, ...priceList },
  'sa-east-1': { usdPerGigabyteMonth: 0.0405, ...priceList },
  'eu-central-1': { usdPerGigabyteMonth: 0.0245, ...priceList },
  'eu-west-1': { usdPerGigabyteMonth: 0.023, ...priceList },
  'eu-west-3': { usdPerGigabyteMonth: 0.024, ...priceList },
  'ap-northeast-1': { usdPerGigabyteMonth: 0.025, ...priceList },
  'ap-southeast-1': { usdPerGigabyteMonth: 0.025, ...priceList },
  'ap-southeast-2': { usdPerGigabyteMonth: 0.025, ...priceList },
  'me-south-1': { usdPerGigabyteMonth: 0.025, ...priceList },
  'af-south-1': { usdPerGigabyteMonth: 0.0274, ...priceList },
};

/** The price of S3 Standard in a region, null where it is not known. */
export function storagePriceFor(region: string): StoragePrice | null {
  return Object.hasOwn(storagePrices, region) ? (storagePrices[region] ?? null) : null;
}

/** US dollars for keeping bytes a month. */
export function storageUsdPerMonth(bytes: number, price: StoragePrice): number {
  return (bytes / price.bytesPerGigabyte) * price.usdPerGigabyteMonth;
}
