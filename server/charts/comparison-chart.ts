import { type ChartShape, type ColorScheme, rangeChart } from '../../estimator/render/range-chart.js';
import type { ChartWidth } from '../urls.js';
import type { ComparisonView } from '../views/comparison-view.js';

const shapes: Readonly<Record<ChartWidth, ChartShape>> = {
  wide: { width: 640, rowHeight: 28, barWidth: 14, fontSize: 12, text: 'beside' },
  narrow: { width: 320, rowHeight: 42, barWidth: 12, fontSize: 12, text: 'above' },
};

/** Draws the scanned bytes of every layout. */
export function comparisonChart(
  view: ComparisonView,
  width: ChartWidth,
  scheme: ColorScheme,
): Promise<string> {
  const bars = view.layouts.map(({ database, isCurrent, range, scanned, usd }) => ({
    name: database,
    isCurrent,
    low: range?.low ?? 0,
    high: range?.high ?? 0,
    beside: `${scanned}   ${usd}`,
    above: `${database}   ${scanned}`,
  }));
  return rangeChart(bars, shapes[width], scheme);
}
