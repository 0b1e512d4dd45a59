/** What one region charges for bytes scanned. */
export interface RegionPrice {
  /** Millionths of a US dollar for one terabyte: an integer, so that money stays exact. */
  readonly microUsdPerTerabyte: number;
  readonly source: string;
  /** ISO date on which the source says the price was read. */
  readonly verified: string;
  /** `old`: from a copy of the price page of 2022 that nothing newer confirms. */
  readonly standing: 'sure' | 'old';
}

const priceList = 'AWS Price List, AmazonAthena, DataScannedInTB (https://aws.amazon.com/athena/pricing/)';
const priceListOf = (verified: string) => ({ source: priceList, verified, standing: 'sure' }) as const;
const page2022 = {
  source: 'https://aws.amazon.com/athena/pricing/ as of 2022-12-13, not confirmed since',
  verified: '2022-12-13',
  standing: 'old',
} as const;

/**
 * The dated price table of Athena SQL, by region. A region that is not here has no known price: it is an error,
 * never a silent 5.00. China is billed in CNY and GovCloud's price is not public, so neither is here.
 */
export const regionPrices: Readonly<Record<string, RegionPrice>> = {
  'us-east-1': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-05-01') },
  'us-east-2': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-03-22') },
  'us-west-1': { microUsdPerTerabyte: 6_750_000, ...priceListOf('2026-03-22') },
  'us-west-2': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-03-22') },
  'ca-central-1': { microUsdPerTerabyte: 5_500_000, ...page2022 },
  'sa-east-1': { microUsdPerTerabyte: 9_000_000, ...priceListOf('2026-03-22') },
  'eu-central-1': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-03-22') },
  'eu-south-1': { microUsdPerTerabyte: 5_250_000, ...page2022 },
  'eu-west-1': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-05-01') },
  'eu-west-3': { microUsdPerTerabyte: 7_000_000, ...page2022 },
  'ap-east-1': { microUsdPerTerabyte: 5_500_000, ...page2022 },
  'ap-northeast-1': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-03-22') },
  'ap-northeast-3': { microUsdPerTerabyte: 6_000_000, ...page2022 },
  'ap-southeast-1': { microUsdPerTerabyte: 5_000_000, ...priceListOf('2026-08-12') },
  'ap-southeast-2': { microUsdPerTerabyte: 5_750_000, ...page2022 },
  'me-south-1': { microUsdPerTerabyte: 6_500_000, ...page2022 },
  'af-south-1': { microUsdPerTerabyte: 6_000_000, ...page2022 },
};
