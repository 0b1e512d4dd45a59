import type { Comparison, Note, Report, ScanReport, StatementReport } from '../report.js';
import { describePrice } from './describe-price.js';
import { describeScan } from './describe-scan.js';
import { describeBill, describeFigures, type FigureTexts, nameKind } from './describe-statement.js';
import { formatBytes } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatLocation } from './format-location.js';
import { printable, printableLines } from './printable.js';
import { renderAdviceText } from './render-advice-text.js';
import type { Renderer } from './renderer.js';

/** The report for people at a terminal. */
export const textRenderer: Renderer = {
  renderReport,
  renderComparison,
  renderAdvice: (report) => renderAdviceText(report, renderHead),
};

function renderReport(report: Report): string {
  const blocks = report.statements.map(renderStatement);
  if (report.statements.length > 1) blocks.push(renderTotal(report));
  if (report.total.notEstimated < report.total.statements) blocks.push(describePrice(report.price));
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function renderStatement(statement: StatementReport): readonly string[] {
  if (isFailed(statement)) return renderHead(statement);
  return [
    ...renderHead(statement),
    ...statement.scans.flatMap(renderScan),
    ...statement.notes.map((note) => `  note    ${renderNote(note)}`),
  ];
}

/** What a statement is, its three figures, and its errors. */
function renderHead(statement: StatementReport): readonly string[] {
  const { source, errors } = statement;
  const title = `${formatLocation(source.file, source.line, source.column)}  ${nameKind(statement.kind)}`;
  const complaints = errors.map((error) => {
    const place = formatLocation(source.file, error.line, error.column);
    return `  error   ${place === '' ? '' : `${place}: `}${printable(error.message)} [${error.code}]`;
  });
  const figures = isFailed(statement) ? [] : renderFigures(describeBill(statement));
  return [title, ...renderSql(statement), ...figures, ...complaints];
}

function isFailed({ errors, bytesScanned }: StatementReport): boolean {
  return errors.length > 0 && bytesScanned.high === null;
}

function renderSql({ sql }: StatementReport): readonly string[] {
  return sql === undefined ? [] : printableLines(sql).map((line) => `  | ${line}`);
}

function renderFigures({ cost, scanned, billed }: FigureTexts): readonly string[] {
  return [`  cost    ${cost}`, `  scanned ${scanned}`, `  billed  ${billed}`];
}

function renderScan(scan: ScanReport): readonly string[] {
  const bytes = formatInterval(scan.bytes, formatBytes);
  return [
    `  scan    ${printable(`${scan.database}.${scan.table}`)} at ${scan.line}:${scan.column}, ${printable(scan.format)}: ${bytes}`,
    `          ${printable(describeScan(scan))}`,
    ...scan.reasons.map((reason) => `          because ${renderNote(reason)}`),
  ];
}

function renderNote({ code, message, line, column }: Note): string {
  return `${printable(message)} [${formatLocation(code, line ?? null, column ?? null)}]`;
}

function renderTotal({ total }: Report): readonly string[] {
  const title = `total of ${total.statements} statements`;
  const missing =
    total.notEstimated === 0 ? [] : [`  missing ${total.notEstimated} not estimated, in none of these sums`];
  return [title, ...renderFigures(describeFigures(total)), ...missing];
}

async function renderComparison(comparison: Comparison): Promise<string> {
  const { renderComparisonTable } = await import('./comparison-table.js');
  return renderComparisonTable(comparison);
}
