import type { Price, StatementReport } from '../report.js';
import { formatBytes } from './format-bytes.js';

export type Billed = Pick<StatementReport, 'usd' | 'bytesBilled'>;

/** Why a bill stays though less is read; null where it does not, or for another reason. */
export function describeMinimum(before: Billed, after: Billed, { minimumBytes }: Price): string | null {
  if (before.usd.likely !== after.usd.likely || after.bytesBilled.likely !== minimumBytes) return null;
  return `no less than the minimum of ${formatBytes(minimumBytes)}`;
}
