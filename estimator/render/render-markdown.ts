import type { Comparison, Report, StatementReport } from '../report.js';
import { comparisonTable } from './comparison-rows.js';
import { describePrice } from './describe-price.js';
import { describeScan } from './describe-scan.js';
import { describeBill, describeFigures, nameKind } from './describe-statement.js';
import { escapeMarkdown, escapeMarkup } from './escape-markdown.js';
import { formatBytes } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatLocation } from './format-location.js';
import { renderAdviceMarkdown } from './render-advice-markdown.js';
import type { Renderer } from './renderer.js';

/** The report for pull requests and wikis. */
export const markdownRenderer: Renderer = {
  renderReport,
  renderComparison,
  renderAdvice: renderAdviceMarkdown,
};

function renderReport({ statements, total, price }: Report): string {
  const rows = statements.map(statementRow);
  const { cost, scanned, billed } = describeFigures(total);
  if (statements.length > 1)
    rows.push([`**total of ${total.statements}**`, '', `**${cost}**`, scanned, billed]);
  const missing =
    total.notEstimated === 0 ? [] : [`${total.notEstimated} not estimated, in none of the sums.`, ''];
  return [
    ...renderTable(['statement', 'kind', 'cost a run', 'scanned', 'billed'], rows),
    '',
    ...missing,
    ...bulletList(statements),
    ...describePrice(price).map(escapeMarkup),
  ].join('\n');
}

function statementRow(statement: StatementReport): string[] {
  const { source, errors } = statement;
  const { cost, scanned, billed } = describeBill(statement);
  const place = formatLocation(source.file, source.line, source.column);
  const error = errors[0];
  const figures =
    error === undefined ? [cost, scanned, billed] : [`${error.code}: ${error.message}`, scanned, billed];
  return [place, nameKind(statement.kind), ...figures].map(escapeMarkdown);
}

function bulletList(statements: readonly StatementReport[]): readonly string[] {
  const bullets = statements.flatMap(({ source, scans, notes }) => [
    ...scans.flatMap((scan) => [
      `${formatLocation(source.file, scan.line, scan.column)} ${scan.database}.${scan.table}: ` +
        `${formatInterval(scan.bytes, formatBytes)}, ${describeScan(scan)}`,
      ...scan.reasons.map(({ message, code }) => `${message} [${code}]`),
    ]),
    ...notes.map(({ message, code }) => `${message} [${code}]`),
  ]);
  return bullets.length === 0 ? [] : [...bullets.map((bullet) => `- ${escapeMarkdown(bullet)}`), ''];
}

function renderComparison(comparison: Comparison): string {
  const { headings, rows } = comparisonTable(comparison);
  const price = comparison.layouts[0]?.report.price;
  const footer = price === undefined ? [] : ['', ...describePrice(price).map(escapeMarkup)];
  return [
    ...renderTable(
      headings,
      rows.map((row) => row.map(escapeMarkdown)),
    ),
    ...footer,
  ].join('\n');
}

function renderTable(headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)];
}
