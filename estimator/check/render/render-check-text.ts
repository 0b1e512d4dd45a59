import { countOf } from '../../count-of.js';
import { describePrice } from '../../render/describe-price.js';
import { formatBytes } from '../../render/format-bytes.js';
import { formatLocation } from '../../render/format-location.js';
import { printable, printableLines } from '../../render/printable.js';
import type { BaseComparison, FileChange } from '../base/base-comparison.js';
import type { CheckReport, FileSummary } from '../check-report.js';
import { type Complaint, complaintsOf } from '../complaints-of.js';
import { formatBudget } from '../format-budget.js';
import { groupByFile } from '../group-by-file.js';
import {
  describeBase,
  describeDelta,
  describeSides,
  describeUnchanged,
  nameChange,
} from './describe-base.js';
import { describeFile } from './describe-file.js';
import { describeSuppressed } from './describe-suppressed.js';
import { describeTotal } from './describe-total.js';
import { describeVerdict } from './describe-verdict.js';

/** The check for people at a terminal: what was found by file, then the sums and the verdict. */
export function renderCheckText(report: CheckReport): string {
  const { check, price } = report;
  const complaints = complaintsOf(report);
  const byFile = groupByFile(complaints, ({ file }) => file);
  const found = check.files
    .map((file) => ({ file, own: byFile.get(file.file) ?? [] }))
    .filter(({ file, own }) => own.length > 0 || (file.measuredBytes ?? null) !== null)
    .map(({ file, own }) => renderFile(file, own));
  const whole = complaints.filter(({ file }) => file === null);
  const { cost, scanned, counts, missing } = describeTotal(report);
  return [
    ...found.flatMap((lines) => [...lines, '']),
    `${counts}: ${cost}, ${scanned} scanned`,
    ...(missing === '' ? [] : [`  ${missing}`]),
    ...whole.map(renderComplaint),
    ...check.budgets.map(
      (budget) => `  budget of ${formatBudget(budget)}: ${budget.over} of ${budget.checked} over it`,
    ),
    ...(check.base === null ? [] : renderBase(check.base)),
    ...renderSuppressed(report),
    describeVerdict(report),
    '',
    ...describePrice(price),
  ].join('\n');
}

/** Changes and suppressed findings that are shown; the others are counted. */
const shownChanges = 20;
const shownSuppressed = 20;

function renderBase(base: BaseComparison): readonly string[] {
  const more = base.changes.length - shownChanges;
  return [
    `against ${printable(describeBase(base))}`,
    ...base.differences.map((difference) => `  not only the SQL differs, ${printable(difference)}`),
    ...base.changes.slice(0, shownChanges).map(renderChange),
    ...(more > 0 ? [`  and ${countOf(more, 'more change')}`] : []),
    `  ${describeUnchanged(base)}`,
  ];
}

function renderChange(change: FileChange): string {
  const sides = describeSides(change.bytesScanned, formatBytes);
  return `  ${change.status} ${printable(nameChange(change))}: ${sides}; ${describeDelta(change)}`;
}

function renderSuppressed(report: CheckReport): readonly string[] {
  const suppressed = describeSuppressed(report);
  if (suppressed === null) return [];
  const { title, lines } = suppressed;
  const [only = ''] = lines;
  if (lines.length === 1) return [`${title}: ${only}`];
  const more = lines.length - shownSuppressed;
  return [
    `${title}:`,
    ...lines.slice(0, shownSuppressed).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more.toLocaleString('en-US')} more`] : []),
  ];
}

function renderFile(summary: FileSummary, complaints: readonly Complaint[]): readonly string[] {
  const { name, cost, scanned, measured } = describeFile(summary);
  return [
    `${printable(name)}  ${cost}, ${scanned}${measured === null ? '' : `; the last run scanned ${measured}`}`,
    ...complaints.flatMap((complaint, index) => [
      renderComplaint(complaint),
      ...renderSql(complaint, complaints[index + 1]),
    ]),
  ];
}

function renderComplaint({ rule, level, message, line, column }: Complaint): string {
  return `  ${place(line, column)}${level} ${printable(message)} [${rule}]`;
}

/** The SQL of a statement, where the report has it, after the last complaint about it. */
function renderSql({ statement }: Complaint, next: Complaint | undefined): readonly string[] {
  if (statement?.sql === undefined || next?.statement === statement) return [];
  return printableLines(statement.sql).map((line) => `    | ${line}`);
}

function place(line: number | null, column: number | null): string {
  const text = formatLocation(null, line, column);
  return text === '' ? '' : `${text} `;
}
