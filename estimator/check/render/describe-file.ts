import { formatBytes } from '../../render/format-bytes.js';
import { formatInterval } from '../../render/format-interval.js';
import type { FileSummary } from '../check-report.js';
import { describeCost } from './describe-cost.js';

/** What is known of a file, in words. */
export interface FileTexts {
  /** With the name of a dbt model. */
  readonly name: string;
  readonly cost: string;
  readonly scanned: string;
  /** What a real run scanned; null where that is not known. */
  readonly measured: string | null;
}

export function describeFile(summary: FileSummary): FileTexts {
  const { file, model, measuredBytes = null, bytesScanned, usd, usdPerMonth } = summary;
  return {
    name: model === undefined ? file : `${file} (${model})`,
    cost: describeCost(usd, usdPerMonth),
    scanned: formatInterval(bytesScanned, formatBytes),
    measured: measuredBytes === null ? null : formatBytes(measuredBytes),
  };
}
