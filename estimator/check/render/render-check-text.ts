import { describePrice } from '../../render/describe-price.js';
import { describeFigures } from '../../render/describe-statement.js';
import { formatLocation } from '../../render/format-location.js';
import type { CheckedStatement, CheckReport, FileSummary, Finding } from '../check-report.js';
import { formatBudget } from '../format-budget.js';
import { describeVerdict } from './describe-verdict.js';

/** The check for people at a terminal: what was found by file, then the sums and the verdict. */
export function renderCheckText(report: CheckReport): string {
  const { check, statements, total, price } = report;
  const found = check.files.map((file) => renderFile(file, report)).filter((lines) => lines.length > 1);
  const whole = check.findings.filter(({ file }) => file === null);
  const { cost, scanned } = describeFigures(total);
  const counts = `${counted(check.files.length, 'file')}, ${counted(statements.length, 'statement')}`;
  return [
    ...found.flatMap((lines) => [...lines, '']),
    `${counts}: ${cost}, ${scanned} scanned`,
    ...whole.map(renderFinding),
    ...check.budgets.map(
      (budget) => `  budget of ${formatBudget(budget)}: ${budget.over} of ${budget.checked} over it`,
    ),
    describeVerdict(report),
    '',
    ...describePrice(price),
  ].join('\n');
}

function renderFile(
  { file, usd, bytesScanned }: FileSummary,
  { statements, check }: CheckReport,
): readonly string[] {
  const { cost, scanned } = describeFigures({ usd, bytesScanned, bytesBilled: bytesScanned });
  const own = statements.filter(({ source }) => source.file === file);
  const findings = [
    ...own.flatMap((statement) => statement.findings),
    ...check.findings.filter((one) => one.file === file),
  ];
  return [`${file}  ${cost}, ${scanned}`, ...own.flatMap(renderErrors), ...findings.map(renderFinding)];
}

function renderErrors({ errors }: CheckedStatement): readonly string[] {
  return errors.map(
    ({ code, message, line, column }) => `  ${place(line, column)}error ${message} [${code}]`,
  );
}

function renderFinding({ rule, level, message, line, column }: Finding): string {
  return `  ${place(line, column)}${level} ${message} [${rule}]`;
}

function place(line: number | null, column: number | null): string {
  const text = formatLocation(null, line, column);
  return text === '' ? '' : `${text} `;
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
