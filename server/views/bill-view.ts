import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import type { Accuracy, Interval, Price, Report, Total } from '../../estimator/report.js';
import type { Scale } from '../scale.js';
import { type BecauseView, becauseView } from './because-view.js';
import { intervalText } from './interval-text.js';
import { type RangeView, rangeView } from './range-view.js';

/** The bill: three numbers, and why they are what they are. */
export interface BillView {
  /** The best single figure, the largest thing on the page. */
  readonly usd: string;
  /** `at most` or `at least` where there is no best figure, only a bound. */
  readonly prefix: string | null;
  /** The bounds, where low and high differ. */
  readonly usdRange: string | null;
  readonly accuracy: Accuracy;
  readonly accuracyText: string;
  /** The best single figure, else the bounds. */
  readonly scanned: string;
  /** The bounds, or the bytes to the last one where the figure is exact. */
  readonly scannedAside: string | null;
  readonly billed: string;
  readonly billedRange: string | null;
  readonly billedWhy: string;
  readonly range: BillRange | null;
  readonly because: BecauseView | null;
  /** `$1.85 a month at 8,640 runs`, where the number of runs is known. */
  readonly month: string | null;
  readonly price: string;
  readonly priceSource: string;
  readonly priceVerified: string | null;
  readonly statements: number;
  readonly notEstimated: number;
  /** One sentence for a screen reader. */
  readonly announcement: string;
}

/** The scanned bytes as a bar from 0 to `high`. */
export interface BillRange {
  readonly bar: RangeView;
  readonly low: string;
  readonly likely: string | null;
  readonly high: string;
}

const accuracyTexts: Readonly<Record<Accuracy, string>> = {
  exact: 'exact',
  range: 'a range',
  upper_bound: 'at most',
  unknown: 'not known',
};

/** The bill of a whole script; `notEstimated` statements are named, never counted as 0. */
export function billView(report: Report, scale: Scale | null = null): BillView {
  const { price } = report;
  const total = shownTotal(report.total);
  const accuracy = accuracyOf(report);
  const isScaledExact = scale !== null && accuracy === 'exact';
  const accuracyText = isScaledExact ? 'scaled from an exact figure' : accuracyTextOf(accuracy, total);
  const usd = headline(total.usd);
  const prefix = prefixOf(total.usd);
  const scanned = intervalText(total.bytesScanned, formatBytes);
  return {
    usd,
    prefix,
    usdRange: boundsText(total.usd, formatUsd),
    accuracy,
    accuracyText,
    scanned: bestText(total.bytesScanned, formatBytes),
    scannedAside: isScaledExact ? null : scannedAside(total.bytesScanned),
    billed: bestText(total.bytesBilled, formatBytes),
    billedRange: boundsText(total.bytesBilled, formatBytes),
    billedWhy: billedWhy(report),
    range: billRange(total.bytesScanned),
    because: becauseView(report),
    month: monthText(report),
    price: priceText(price),
    priceSource: price.source,
    priceVerified: price.verified,
    statements: total.statements,
    notEstimated: total.notEstimated,
    announcement: `${prefix === null ? '' : `${prefix} `}${usd} per run, ${scanned} scanned, ${accuracyText}.`,
  };
}

/** Of the whole script: as weak as its weakest statement. */
function accuracyOf(report: Report): Accuracy {
  const weakestFirst: readonly Accuracy[] = ['unknown', 'upper_bound', 'range', 'exact'];
  const found = new Set(report.statements.map((statement) => statement.accuracy));
  return weakestFirst.find((accuracy) => found.has(accuracy)) ?? 'unknown';
}

function accuracyTextOf(accuracy: Accuracy, { statements, notEstimated }: Total): string {
  return statements > 1 && notEstimated > 0
    ? `${notEstimated} of ${statements} statements not known`
    : accuracyTexts[accuracy];
}

/** What is not known comes on top of the sums: they are low bounds then. */
function shownTotal(total: Total): Total {
  if (total.notEstimated === 0) return total;
  const atLeast = ({ low }: Interval): Interval => ({ low, likely: null, high: null });
  return {
    ...total,
    bytesScanned: atLeast(total.bytesScanned),
    bytesBilled: atLeast(total.bytesBilled),
    usd: atLeast(total.usd),
  };
}

function headline({ low, likely, high }: Interval): string {
  const figure = likely ?? high ?? low;
  return figure === null ? 'not known' : formatUsd(figure);
}

function prefixOf({ low, likely, high }: Interval): string | null {
  if (likely !== null) return null;
  if (high !== null) return 'at most';
  return low === null ? null : 'at least';
}

function bestText(interval: Interval, format: (value: number) => string): string {
  return interval.likely === null ? intervalText(interval, format) : format(interval.likely);
}

/** Null where there is one figure only, or where the bounds are the figure. */
function boundsText(interval: Interval, format: (value: number) => string): string | null {
  if (interval.likely === null || interval.low === interval.high) return null;
  return intervalText(interval, format);
}

function scannedAside(interval: Interval): string | null {
  const { low, high } = interval;
  if (low !== null && low === high) return `${formatWholeNumber(low)} bytes`;
  return boundsText(interval, formatBytes);
}

function billRange(interval: Interval): BillRange | null {
  const { low, likely, high } = interval;
  const bar = rangeView(interval, high ?? 0);
  if (bar === null || high === null || low === high) return null;
  return {
    bar,
    low: low === null ? 'not known' : formatBytes(low),
    likely: likely === null || likely === low || likely === high ? null : `likely ${formatBytes(likely)}`,
    high: formatBytes(high),
  };
}

function billedWhy(report: Report): string {
  const { price, statements } = report;
  const minimum = formatBytes(price.minimumBytes);
  const step = formatBytes(price.roundUpToBytes);
  const scanning = statements.filter(({ bytesBilled }) => bytesBilled.high !== 0);
  if (scanning.length === 0) return 'nothing is scanned, nothing is billed';
  if (scanning.length > 1) return `each query rounded up to ${step}, at least ${minimum}`;
  const high = scanning[0]?.bytesScanned.high ?? null;
  if (high !== null && high <= price.minimumBytes) return `the ${minimum} minimum of a query`;
  const low = scanning[0]?.bytesScanned.low ?? 0;
  if (low >= price.minimumBytes) return `rounded up to the next ${step}`;
  return `rounded up to ${step}, at least ${minimum}`;
}

function monthText({ statements }: Report): string | null {
  const [first] = statements;
  if (first?.usdPerMonth === undefined || first.runsPerMonth === undefined) return null;
  if (statements.some(({ runsPerMonth }) => runsPerMonth !== first.runsPerMonth)) return null;
  const runs = `at ${formatWholeNumber(first.runsPerMonth)} runs`;
  const months = statements.map(({ usdPerMonth }) => usdPerMonth?.likely ?? usdPerMonth?.high ?? null);
  const total = months.reduce((sum, usd) => (sum === null || usd === null ? null : sum + usd), 0);
  return total === null ? `not known a month ${runs}` : `${formatUsd(total)} a month ${runs}`;
}

function priceText({ region, usdPerTerabyte, bytesPerTerabyte }: Price): string {
  const unit = bytesPerTerabyte === 2 ** 40 ? '2^40 bytes' : `${formatWholeNumber(bytesPerTerabyte)} bytes`;
  return `$${usdPerTerabyte.toFixed(2)} per TB of ${unit} in ${region}`;
}
