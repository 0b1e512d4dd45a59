import { DryRunError } from '../errors.js';
import { formatBytes } from '../render/format-bytes.js';
import { formatUsd } from '../render/format-usd.js';

/** A limit: whole bytes scanned, or US dollars. */
export type Amount =
  | { readonly unit: 'bytes'; readonly value: number }
  | { readonly unit: 'usd'; readonly value: number };

const factors: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  pb: 1e15,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
};

/** Reads `2 GB`, `1.5 TiB`, `$0.50`; GB is 10^9 bytes, GiB 2^30. Throws `usage`. */
export function parseAmount(text: string): Amount {
  const amount = readAmount(text.trim());
  // A limit that rounding made 0, or that no figure can reach, is a slip.
  const isWhole = amount?.unit === 'usd' || Number.isSafeInteger(amount?.value);
  if (amount === null || !isWhole || amount.value > Number.MAX_SAFE_INTEGER) {
    throw new DryRunError('usage', { detail: `${text} is no amount; write it as "2 GB" or "$0.50".` });
  }
  return amount;
}

function readAmount(text: string): Amount | null {
  const [, usd] = /^\$\s*(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (usd !== undefined) return { unit: 'usd', value: Number(usd) };
  const [, figure = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgtp]?i?b)$/i.exec(text) ?? [];
  const factor = factors[unit.toLowerCase()];
  if (factor === undefined) return null;
  const bytes = Number(figure) * factor;
  return { unit: 'bytes', value: factor === 1 || bytes < 1 ? bytes : Math.round(bytes) };
}

export function formatAmount({ unit, value }: Amount): string {
  return unit === 'usd' ? formatUsd(value) : formatBytes(value);
}
