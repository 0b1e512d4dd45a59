import type { Comparison } from '../report.js';
import { comparisonTable } from './comparison-rows.js';
import { describePrice } from './describe-price.js';
import { renderPlainTable } from './plain-table.js';

/** The layouts as a table of plain text, and the price that was applied. */
export function renderComparisonTable(comparison: Comparison): string {
  const lines = renderPlainTable(comparisonTable(comparison));
  const price = comparison.layouts[0]?.report.price;
  return [...lines, ...(price === undefined ? [] : ['', ...describePrice(price)])].join('\n');
}
