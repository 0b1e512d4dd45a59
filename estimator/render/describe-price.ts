import type { Price } from '../report.js';
import { formatBytes } from './format-bytes.js';
import { formatUsd } from './format-usd.js';
import { printable } from './printable.js';

/** The applied price in sentences: region, dollars for a terabyte of which size, rounding, source and date. */
export function describePrice(price: Price): readonly string[] {
  const binary = price.bytesPerTerabyte === 2 ** 40;
  const size = binary ? '2^40' : '10^12';
  const other = binary
    ? '10^12 bytes (--terabyte decimal) costs 9.95 % more'
    : '2^40 bytes (--terabyte binary) costs 9.05 % less';
  const minimum = formatBytes(price.minimumBytes);
  const step = formatBytes(price.roundUpToBytes);
  return [
    `Price: ${printable(price.region)}, ${formatUsd(price.usdPerTerabyte)} per TB of ${size} bytes; a query is rounded up to ${step}, at least ${minimum}.`,
    `Source: ${describeSource(price)}. A TB of ${other}.`,
  ];
}

function describeSource({ source, verified }: Price): string {
  return printable(verified === null ? source : `${source}, verified ${verified}`);
}
