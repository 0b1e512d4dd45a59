import type { Comparison, LayoutComparison } from '../report.js';
import { formatBytes } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatUsd } from './format-usd.js';

export const comparisonHeadings = [
  'layout',
  'format',
  'codec',
  'partitioned by',
  'stored',
  'scanned',
  'cost a run',
  'x cheapest',
] as const;

/** One line a layout, cheapest first, of texts in the order of `comparisonHeadings`. */
export function comparisonRows(comparison: Comparison): readonly (readonly string[])[] {
  const cheapest = comparison.layouts.map(likelyUsd).find((usd) => usd !== null && usd > 0) ?? null;
  return comparison.layouts.map((layout) => [
    layout.database,
    layout.format,
    layout.codec,
    layout.partitionKeys.length === 0 ? '-' : layout.partitionKeys.join(', '),
    layout.storedBytes === null ? 'not known' : formatBytes(layout.storedBytes),
    formatInterval(layout.report.total.bytesScanned, formatBytes),
    describeCost(layout),
    describeRatio(likelyUsd(layout), cheapest),
  ]);
}

function likelyUsd({ report }: LayoutComparison): number | null {
  return report.total.notEstimated > 0 ? null : report.total.usd.likely;
}

function describeCost({ report }: LayoutComparison): string {
  const error = report.statements.flatMap(({ errors }) => errors)[0];
  if (report.total.notEstimated > 0) return error === undefined ? 'not known' : error.message;
  return formatInterval(report.total.usd, formatUsd);
}

/** `1`, `1.8`, `47`: how many times the cheapest bill. */
function describeRatio(usd: number | null, cheapest: number | null): string {
  if (usd === null || cheapest === null) return '-';
  const ratio = usd / cheapest;
  return ratio >= 10 ? String(Math.round(ratio)) : String(Number(ratio.toFixed(1)));
}
