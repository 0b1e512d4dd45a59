import Table from 'cli-table3';
import type { Comparison } from '../report.js';
import { comparisonHeadings, comparisonRows } from './comparison-rows.js';
import { describePrice } from './describe-price.js';

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

/** The layouts as a table of plain text, and the price that was applied. */
export function renderComparisonTable(comparison: Comparison): string {
  const table = new Table({
    head: [...comparisonHeadings],
    chars: noBorders,
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of comparisonRows(comparison)) table.push([...row]);
  const lines = table.toString().split('\n');
  const price = comparison.layouts[0]?.report.price;
  const footer = price === undefined ? [] : ['', ...describePrice(price)];
  return [...lines.map((line) => line.trimEnd()), ...footer].join('\n');
}
