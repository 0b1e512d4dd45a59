import { countOf } from '../../count-of.js';
import { describePrice } from '../../render/describe-price.js';
import { nameKind } from '../../render/describe-statement.js';
import { escapeMarkdown, escapeMarkup } from '../../render/escape-markdown.js';
import { formatBytes } from '../../render/format-bytes.js';
import { formatLocation } from '../../render/format-location.js';
import { printableLines } from '../../render/printable.js';
import type { BaseComparison } from '../base/base-comparison.js';
import type { CheckedStatement, CheckReport, FileSummary } from '../check-report.js';
import { complaintsOf } from '../complaints-of.js';
import { worstFirst } from '../worst-first.js';
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

/** By which a job finds its comment of the run before, to replace it; readers don't see it. */
const stickyMarker = '<!-- athena-dryrun -->';

/** GitHub takes comments of at most 65,536 characters. */
const mostCharacters = 65_000;

/** Characters of one cell: a name or message as long as a comment would leave no room for the others. */
const mostInCell = 600;

/** Of the room; what changes and findings leave is for the files. */
const shareOfChanges = 0.3;
const shareOfFindings = 0.4;
const shareOfSuppressed = 0.1;

/** Rows of one table, each a line, of which the first that fit are shown. */
interface Table {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What rows are, in one word. */
  readonly name: string;
}

/** The check as one comment of a pull request: the worst findings and the largest bills first. */
export function renderCheckMarkdown(report: CheckReport): string {
  const { check, statements, price } = report;
  const { cost, scanned, counts, missing } = describeTotal(report);
  const head = [
    stickyMarker,
    `### athena-dryrun: ${escapeMarkdown(describeVerdict(report))}`,
    '',
    `**${escapeMarkdown(cost)}**, ${escapeMarkdown(scanned)} scanned by ${counts}. ${missing}`.trimEnd(),
    '',
  ];
  const foot = describePrice(price).map(escapeMarkup);
  const room = mostCharacters - lengthOf(head) - lengthOf(foot);
  const changes = check.base === null ? [] : renderBase(check.base, Math.floor(room * shareOfChanges));
  const findings = fitTable(findingsTable(report), Math.floor(room * shareOfFindings));
  const suppressed = fitSuppressed(report, Math.floor(room * shareOfSuppressed));
  const before = [...changes, ...findings, ...suppressed];
  const files = fitTable(filesTable(check.files), room - lengthOf(before));
  const tables = [...before, ...files];
  const texts = fitTexts(statements, room - lengthOf(tables));
  return [...head, ...tables, ...texts, ...foot].join('\n');
}

/** The changes against the base, the largest rise first, as they are in the report. */
function renderBase(base: BaseComparison, room: number): readonly string[] {
  const head = [
    `Against ${escapeMarkdown(shorten(describeBase(base)))}. ${describeUnchanged(base)}`,
    ...base.differences.map(
      (difference) => `Not only the SQL differs: ${escapeMarkdown(shorten(difference))}`,
    ),
    '',
  ];
  const rows = base.changes.map((change) => [
    change.status,
    nameChange(change),
    describeSides(change.bytesScanned, formatBytes),
    describeDelta(change),
  ]);
  const table = { headings: ['change', 'file', 'scanned', 'difference'], rows, name: 'change' };
  return [...head, ...fitTable(table, room - lengthOf(head))];
}

function findingsTable(report: CheckReport): Table {
  const rows = worstFirst(complaintsOf(report)).map(({ file, line, column, level, message, rule }) => [
    formatLocation(file, line, column) || 'everything together',
    level,
    message,
    rule,
  ]);
  return { headings: ['place', 'level', 'finding', 'rule'], rows, name: 'finding' };
}

/** What comments in the SQL keep quiet: a reviewer has to see it. */
function fitSuppressed(report: CheckReport, room: number): readonly string[] {
  const suppressed = describeSuppressed(report);
  if (suppressed === null) return [];
  const { title, lines } = suppressed;
  const shown: string[] = [];
  let free = room;
  for (const line of lines) {
    const text = `- ${escapeMarkdown(shorten(line))}`;
    free -= text.length + 1;
    if (free < 0) break;
    shown.push(text);
  }
  const more = lines.length - shown.length;
  return [
    `${title}:`,
    '',
    ...shown,
    ...(more === 0 ? [] : [`- and ${more.toLocaleString('en-US')} more`]),
    '',
  ];
}

function filesTable(files: readonly FileSummary[]): Table {
  const sorted = [...files].sort(byCost).map((file) => ({ ...describeFile(file), count: file.statements }));
  const hasMeasured = sorted.some(({ measured }) => measured !== null);
  const rows = sorted.map(({ name, count, scanned, cost, measured }) => [
    ...[name, String(count), scanned, cost],
    ...(hasMeasured ? [measured ?? 'not known'] : []),
  ]);
  const headings = [
    'file',
    'statements',
    'scanned',
    'cost',
    ...(hasMeasured ? ['scanned by the last run'] : []),
  ];
  return { headings, rows, name: 'file' };
}

/** What is not known comes first: it may be the largest. */
function byCost(left: FileSummary, right: FileSummary): number {
  return (right.usd.likely ?? Number.MAX_VALUE) - (left.usd.likely ?? Number.MAX_VALUE);
}

/** The table with as many rows as there is room for, and how many are left out. */
function fitTable({ headings, rows, name }: Table, room: number): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = [line(headings), line(headings.map(() => '---'))];
  const cut = (left: number): readonly string[] =>
    left === 0
      ? ['']
      : [
          '',
          `${countOf(left, `more ${name}`)} left out of this comment; the worst and largest come first.`,
          '',
        ];
  const shown: string[] = [];
  let free = room - lengthOf(head) - lengthOf(cut(rows.length));
  for (const row of rows) {
    const text = line(row.map((cell) => escapeMarkdown(shorten(cell))));
    free -= text.length + 1;
    if (free < 0) break;
    shown.push(text);
  }
  return [...head, ...shown, ...cut(rows.length - shown.length)];
}

/** The SQL of the statements, where the report has it. */
function fitTexts(statements: readonly CheckedStatement[], room: number): readonly string[] {
  const blocks: string[] = [];
  let free = room;
  for (const { sql, source, kind } of statements) {
    if (sql === undefined) continue;
    const text = printableLines(sql);
    const longest = Math.max(
      2,
      ...text.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
    );
    const fence = '`'.repeat(longest + 1);
    const title = `${formatLocation(source.file, source.line, source.column)} ${nameKind(kind)}`;
    const block = [escapeMarkdown(shorten(title)), '', `${fence}sql`, ...text, fence, ''];
    free -= lengthOf(block);
    if (free < 0) break;
    blocks.push(...block);
  }
  return blocks;
}

function shorten(text: string): string {
  return text.length <= mostInCell ? text : `${text.slice(0, mostInCell)}…`;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
