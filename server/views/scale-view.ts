import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { Question } from '../question.js';
import type { Scale } from '../scale.js';

/** What the scaled figures assume, in one sentence. */
export function scaleView(scale: Scale, { tableSize }: Question): string {
  const { factor, sampleBytes, tableBytes, sizedIn } = scale;
  const times = factor >= 10 ? formatWholeNumber(Math.round(factor)) : factor.toPrecision(2);
  const as = sizedIn === null ? '' : `, as many rows as ${tableSize.text} in ${sizedIn}`;
  return (
    `Scaled ${times} times, from ${formatBytes(sampleBytes)} here to ${formatBytes(tableBytes)}${as}: so many times the ` +
    'rows, in the same partitions, with columns as wide and as well compressed.'
  );
}

/** What the slider says: the size of the table here. */
export function sizeText({ tableSize }: Question, scale: Scale | null): string {
  if (scale === null || scale.sizedIn === null) return tableSize.text;
  return `${formatBytes(scale.tableBytes)} (${tableSize.text} in ${scale.sizedIn})`;
}
