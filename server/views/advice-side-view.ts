import { formatBytes } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import type { StatementReport } from '../../estimator/report.js';
import { intervalText } from './interval-text.js';
import { type RangeView, rangeView } from './range-view.js';

/** What a statement reads and costs now, or as advised. */
export interface SideView {
  readonly what: string;
  readonly bar: RangeView | null;
  /** The best single figure, else the bounds. */
  readonly scanned: string;
  /** Beside the best figure, where they differ. */
  readonly bounds: string | null;
  readonly usd: string;
}

/** Both sides, their bars drawn to one scale. */
export function sideViews(now: StatementReport, then: StatementReport): readonly SideView[] {
  const scale = Math.max(now.bytesScanned.high ?? 0, then.bytesScanned.high ?? 0);
  return [sideView('now', now, scale), sideView('then', then, scale)];
}

function sideView(what: string, { bytesScanned, usd }: StatementReport, scale: number): SideView {
  const { low, likely, high } = bytesScanned;
  const bounds = intervalText(bytesScanned, formatBytes);
  return {
    what,
    bar: rangeView(bytesScanned, scale),
    scanned: likely === null ? bounds : formatBytes(likely),
    bounds: likely === null || (low === likely && likely === high) ? null : bounds,
    usd: usd.likely === null ? intervalText(usd, formatUsd) : formatUsd(usd.likely),
  };
}
