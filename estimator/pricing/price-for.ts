import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import type { Price } from '../report.js';
import { regionPrices } from './region-prices.js';

/** `binary` is 2^40 bytes, `decimal` 10^12. */
export type TerabyteSize = 'binary' | 'decimal';

/**
 * AWS's own calculator reckons Athena with "0.0009765625 TB in a GB", so a terabyte is 2^40 bytes; no text of AWS
 * settles it. Priced with 10^12 bytes, a bill is 9.95 % higher.
 */
const bytesPerTerabyte: Record<TerabyteSize, number> = { binary: 2 ** 40, decimal: 10 ** 12 };

/**
 * "Rounded up to the nearest megabyte, 10 MB minimum per query", https://aws.amazon.com/athena/pricing/. A megabyte
 * is 10^6 bytes, as in the smallest per-query limit that the API takes (`BytesScannedCutoffValue`, min 10000000).
 */
const minimumBytes = 10_000_000;
const roundUpToBytes = 1_000_000;

export interface PriceOptions {
  /** `binary` unless given. */
  readonly terabyte?: TerabyteSize;
  /** US dollars for one terabyte, where an account pays another price than the table's. Any region then. */
  readonly usdPerTerabyte?: number;
}

/** The price of a region. Throws `unknown_region` where none is known. */
export function priceFor(region: string, options: PriceOptions = {}): Price {
  const rule = {
    minimumBytes,
    roundUpToBytes,
    bytesPerTerabyte: bytesPerTerabyte[options.terabyte ?? 'binary'],
  };
  const name = region.trim().toLowerCase();
  if (options.usdPerTerabyte !== undefined) {
    const source = 'given by the caller';
    return {
      region: name,
      usdPerTerabyte: options.usdPerTerabyte,
      ...rule,
      source,
      verified: null,
    };
  }
  const known = Object.hasOwn(regionPrices, name) ? regionPrices[name] : undefined;
  if (known === undefined) {
    throw new DryRunError('unknown_region', {
      name: region,
      nearest: nearestName(name, Object.keys(regionPrices)),
    });
  }
  const usdPerTerabyte = known.microUsdPerTerabyte / 1_000_000;
  return { region: name, usdPerTerabyte, ...rule, source: known.source, verified: known.verified };
}
