import type { Price } from '../report.js';

/** Money in reports is whole billionths of a US dollar: the least bill of any region is 45,475 of them. */
const nanoUsdPerUsd = 1_000_000_000;

/** US dollars for billed bytes: exact integers up to one rounding, half up, to a billionth of a dollar. */
export function usdOfBytes(bytes: number, price: Price): number {
  const nanoUsdPerTerabyte = BigInt(Math.round(price.usdPerTerabyte * nanoUsdPerUsd));
  const bytesPerTerabyte = BigInt(price.bytesPerTerabyte);
  const doubled = (2n * BigInt(bytes) * nanoUsdPerTerabyte) / bytesPerTerabyte;
  const nanoUsd = (doubled + 1n) / 2n;
  return usdOfNano(nanoUsd === 0n && bytes > 0 && nanoUsdPerTerabyte > 0n ? 1n : nanoUsd);
}

/** Adds dollar figures of reports without the drift of binary fractions. */
export function addUsd(figures: readonly number[]): number {
  return usdOfNano(figures.reduce((sum, usd) => sum + BigInt(Math.round(usd * nanoUsdPerUsd)), 0n));
}

/** A dollar figure for so many runs. `runs` may be a fraction. */
export function timesUsd(usd: number, runs: number): number {
  return Math.round(usd * runs * nanoUsdPerUsd) / nanoUsdPerUsd;
}

function usdOfNano(nanoUsd: bigint): number {
  return Number(nanoUsd) / nanoUsdPerUsd;
}
