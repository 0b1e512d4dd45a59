import type { Advice, AdvisedStatement, Gain, Hint, RowsClaim } from '../advice-report.js';
import type { Interval, Price, StatementReport } from '../report.js';
import { describeMinimum } from './describe-minimum.js';
import { formatBytes } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatUsd } from './format-usd.js';
import { layoutIdeaText } from './layout-idea-text.js';

/** An advice in words: what changes, by how much, and what that rests on. */
export interface AdviceTexts {
  readonly scanned: string;
  readonly cost: string;
  readonly gain: string;
  readonly rows: string;
}

const gains: Readonly<Record<Gain, string>> = {
  certain: 'certain: at its most it reads less than the statement now reads at its least',
  likely: 'likely: by the best figures less is read, and by the bounds never more',
  worst_case: 'at worst: the upper bound is lower; the best figure stays',
};

const rowsClaims: Readonly<Record<RowsClaim, string>> = {
  same: 'the same',
  same_data: 'the same where both hold the same data',
  unknown: 'not known to be the same',
};

export function describeAdvice(
  advice: Advice,
  { report: before }: AdvisedStatement,
  price: Price,
): AdviceTexts {
  const { report: after } = advice;
  const minimum = describeMinimum(before, after, price);
  return {
    scanned: change(before.bytesScanned, after.bytesScanned, formatBytes),
    cost: `${change(before.usd, after.usd, formatUsd)} a run${minimum === null ? '' : `, ${minimum}`}${describeMonth(before, after)}`,
    gain: gains[advice.gain],
    rows: `${rowsClaims[advice.rows]}. ${advice.because}`,
  };
}

function change(before: Interval, after: Interval, format: (figure: number) => string): string {
  return `${formatInterval(before, format)} -> ${formatInterval(after, format)}`;
}

function describeMonth(before: StatementReport, after: StatementReport): string {
  if (before.usdPerMonth === undefined || after.usdPerMonth === undefined) return '';
  return `; ${change(before.usdPerMonth, after.usdPerMonth, formatUsd)} a month`;
}

/** Columns shown before the rest is counted. */
const shownColumns = 12;

/** What the columns of a hint cost, in one line; null for a hint that is about none. */
export function describeColumnCosts({ columns = [] }: Hint): string | null {
  if (columns.length === 0) return null;
  const shown = columns.slice(0, shownColumns).map(({ column, bytes }) => `${column} ${formatBytes(bytes)}`);
  const more = columns.length - shownColumns;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The layouts that a hint names and how to find out whether they help; null for a hint that names none. */
export function describeTrial({ layout }: Hint): string | null {
  if (layout === undefined) return null;
  const ideas = layout.ideas.map(layoutIdeaText).join('; or ');
  return `${ideas} (not measured: try it with \`athena-dryrun serve\`, which writes the rows so and estimates again)`;
}

/** What is said of a statement for which nothing was found. */
export function describeNoAdvice({ bytesScanned }: StatementReport): string {
  return bytesScanned.high === 0 ? 'it scans nothing' : 'nothing that was tried reads less for sure';
}
