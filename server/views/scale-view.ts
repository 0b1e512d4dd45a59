import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { Report } from '../../estimator/report.js';
import type { Question } from '../question.js';
import type { Scale } from '../scale.js';

/** What the scaled figures of a report assume. */
export function scaleView(scale: Scale, { tableSize }: Question, { total }: Pick<Report, 'total'>): string {
  const { factor, sampleBytes, tableBytes, sizedIn } = scale;
  const times = factor >= 10 ? formatWholeNumber(Math.round(factor)) : factor.toPrecision(2);
  const as = sizedIn === null ? '' : `, as many rows as ${tableSize.text} in ${sizedIn}`;
  const { bytesScanned } = total;
  const low = bytesScanned.low === bytesScanned.high ? '' : lowText;
  return (
    `Scaled ${times} times, from ${formatBytes(sampleBytes)} here to ${formatBytes(tableBytes)}${as}: so many times the ` +
    `rows, in the same partitions, with columns as wide and as well compressed.${low}`
  );
}

/** See `scaleReport`. */
const lowText = ' What is read at least stays what it is here: a larger table may be read no further.';

/** What the slider says: the size of the table here. */
export function sizeText({ tableSize }: Question, scale: Scale | null): string {
  if (scale === null || scale.sizedIn === null) return tableSize.text;
  return `${formatBytes(scale.tableBytes)} (${tableSize.text} in ${scale.sizedIn})`;
}
