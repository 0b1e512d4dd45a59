import type { Comparison, LayoutComparison } from '../report.js';
import { formatBytes } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatUsd } from './format-usd.js';

/** The layouts as texts: one row each, cheapest first. */
export interface ComparisonTable {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns from this one on are figures. */
  readonly firstFigure: number;
}

export function comparisonTable(comparison: Comparison): ComparisonTable {
  const fewestBytes = leastOf(comparison.layouts.map(likelyBytes));
  const leastUsd = leastOf(comparison.layouts.map(likelyUsd));
  const hasMonth = comparison.layouts.some(({ report }) => report.total.usdPerMonth !== undefined);
  const headings = [
    'layout',
    'format',
    'codec',
    'partitioned by',
    'stored',
    'scanned',
    'x fewest',
    'cost a run',
  ];
  const rows = comparison.layouts.map((layout) => [
    layout.database,
    layout.format,
    layout.codec,
    layout.partitionKeys.length === 0 ? '-' : layout.partitionKeys.join(', '),
    layout.storedBytes === null ? 'not known' : formatBytes(layout.storedBytes),
    formatInterval(layout.report.total.bytesScanned, formatBytes),
    describeRatio(likelyBytes(layout), fewestBytes),
    describeCost(layout),
    ...(hasMonth ? [describeMonth(layout)] : []),
    describeRatio(likelyUsd(layout), leastUsd),
  ]);
  return {
    headings: [...headings, ...(hasMonth ? ['cost a month'] : []), 'x cheapest'],
    rows,
    firstFigure: headings.indexOf('stored'),
  };
}

function describeMonth({ report }: LayoutComparison): string {
  const { usdPerMonth } = report.total;
  return usdPerMonth === undefined ? '-' : formatInterval(usdPerMonth, formatUsd);
}

function leastOf(figures: readonly (number | null)[]): number | null {
  const charged = figures.filter((figure) => figure !== null).filter((figure) => figure > 0);
  return charged.length === 0 ? null : Math.min(...charged);
}

function likelyBytes({ report }: LayoutComparison): number | null {
  return report.total.notEstimated > 0 ? null : report.total.bytesScanned.likely;
}

function likelyUsd({ report }: LayoutComparison): number | null {
  return report.total.notEstimated > 0 ? null : report.total.usd.likely;
}

function describeCost({ report }: LayoutComparison): string {
  const error = report.statements.flatMap(({ errors }) => errors)[0];
  if (report.total.notEstimated > 0) return error === undefined ? 'not known' : error.message;
  return formatInterval(report.total.usd, formatUsd);
}

/** `1`, `1.8`, `47`: how many times the least of all layouts; the 10 MB minimum can make bills alike where bytes are not. */
function describeRatio(figure: number | null, least: number | null): string {
  if (figure === null || least === null) return '-';
  const ratio = figure / least;
  return ratio >= 10 ? String(Math.round(ratio)) : String(Number(ratio.toFixed(1)));
}
