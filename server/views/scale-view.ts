import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { Scale } from '../scale.js';

/** What the scaled figures assume, in one sentence. */
export function scaleView({ factor, sampleBytes, tableBytes }: Scale): string {
  const times = factor >= 10 ? formatWholeNumber(Math.round(factor)) : factor.toPrecision(2);
  return (
    `Scaled ${times} times, from ${formatBytes(sampleBytes)} here to ${formatBytes(tableBytes)}: so many times the ` +
    'rows, in the same partitions, with columns as wide and as well compressed.'
  );
}
