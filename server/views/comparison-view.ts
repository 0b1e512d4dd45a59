import { formatBytes } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import { layoutText } from '../../estimator/render/layout-text.js';
import type { Comparison, Interval, LayoutComparison, ReasonCode } from '../../estimator/report.js';
import { linkWithin } from '../link-within.js';
import type { Question } from '../question.js';
import { urls } from '../urls.js';
import { intervalText } from './interval-text.js';
import { type RangeView, rangeView } from './range-view.js';
import { ratioText } from './ratio-text.js';
import { reasonMeanings } from './reason-meanings.js';
import { storageCost } from './storage-cost.js';

/** The same statement on every layout, cheapest first. */
export interface ComparisonView {
  readonly layouts: readonly LayoutView[];
  /** The spread in one sentence. */
  readonly summary: string | null;
  /** What the cheapest layout would change for the database the user is on. */
  readonly saving: string | null;
  /** Why ratios are only about right; null where all are exact. */
  readonly about: string | null;
}

export interface LayoutView {
  readonly database: string;
  /** The name cut after underscores, where a narrow column may break it. */
  readonly nameParts: readonly string[];
  readonly layout: string;
  readonly isCurrent: boolean;
  /** The same question on this layout; null where it is too long for a link. */
  readonly href: string | null;
  readonly stored: string;
  /** Of S3 for a month. */
  readonly storage: string;
  readonly scanned: string;
  readonly usd: string;
  /** `31 ×` the dollars of the cheapest, `about 31 ×` where one of them is a range, or a word. */
  readonly ratio: string;
  readonly range: RangeView | null;
  /** Sortable figures; null is not known. */
  readonly storedBytes: number | null;
  readonly scannedBytes: Interval;
  readonly usdOfRun: Interval;
}

export function comparisonView(
  comparison: Comparison,
  question: Question,
  linkLength: number,
): ComparisonView {
  const { layouts } = comparison;
  const scale = Math.max(0, ...layouts.map(({ report }) => report.total.bytesScanned.high ?? 0));
  const cheapest = layouts[0] ?? null;
  const views = layouts.map((layout) => ({
    ...layoutView(layout, question, scale, cheapest),
    href: linkWithin(linkLength, { ...question, database: layout.database }, urls.playground),
  }));
  const about = views.some(({ ratio }) => ratio.startsWith('about')) ? aboutText(layouts) : null;
  return { layouts: views, summary: summaryOf(views), saving: savingOf(views), about };
}

function layoutView(
  layout: LayoutComparison,
  question: Question,
  scale: number,
  cheapest: LayoutComparison | null,
): Omit<LayoutView, 'href'> {
  const { total } = layout.report;
  return {
    database: layout.database,
    nameParts: layout.database.split(/(?<=_)/),
    layout: layoutText(layout),
    isCurrent: layout.database === question.database,
    stored: layout.storedBytes === null ? 'not known' : formatBytes(layout.storedBytes),
    storage: storageCost(layout.storedBytes, question.region),
    scanned: intervalText(total.bytesScanned, formatBytes),
    usd: intervalText(total.usd, formatUsd),
    ratio: layout === cheapest ? '1 ×' : ratioText(total.usd, (cheapest ?? layout).report.total.usd),
    range: rangeView(total.bytesScanned, scale),
    storedBytes: layout.storedBytes,
    scannedBytes: total.bytesScanned,
    usdOfRun: total.usd,
  };
}

/** The reason that most layouts share. */
function aboutText(layouts: readonly LayoutComparison[]): string {
  const codes = layouts.flatMap(({ report }) => {
    const reasons = report.statements.flatMap(({ scans }) => scans).flatMap((scan) => scan.reasons);
    return [...new Set(reasons.map(({ code }) => code))];
  });
  const count = (code: ReasonCode): number => codes.filter((one) => one === code).length;
  const [most] = [...new Set(codes)].sort((one, other) => count(other) - count(one));
  const why = most === undefined ? '' : ` ${reasonMeanings[most]}`;
  return `About: by the likely figures of bills that are ranges.${why}`;
}

function summaryOf(views: readonly LayoutView[]): string | null {
  const known = views.filter((view) => view.usdOfRun.likely !== null);
  const [cheapest] = known;
  const dearest = known.at(-1);
  if (cheapest === undefined || dearest === undefined || known.length < 2) return null;
  if (cheapest.usdOfRun.likely === dearest.usdOfRun.likely) {
    return `The likely bill is the same on every layout.${bytesSpreadOf(known)}`;
  }
  const times = ratioText(dearest.usdOfRun, cheapest.usdOfRun);
  const [least, most] = [cheapest, dearest].map(
    ({ usdOfRun, database }) => `${formatUsd(usdOfRun.likely ?? 0)} on ${database}`,
  );
  const spread = `${least}, ${most}: ${times} as much.`;
  const equallyCheap = known.filter((view) => view.usdOfRun.likely === cheapest.usdOfRun.likely).length;
  return equallyCheap === 1
    ? spread
    : `${spread} ${equallyCheap} layouts share the lowest bill.${bytesSpreadOf(known)}`;
}

/** The 10 MB minimum makes small bills alike; the bytes show what larger tables would pay. */
function bytesSpreadOf(views: readonly LayoutView[]): string {
  const known = views
    .map(({ scannedBytes }) => scannedBytes)
    .filter(({ likely }) => likely !== null)
    .sort((one, other) => (one.likely ?? 0) - (other.likely ?? 0));
  const [least] = known;
  const most = known.at(-1);
  if (!least?.likely || most === undefined || least.likely === most.likely) return '';
  return ` In bytes scanned the layouts differ ${ratioText(most, least)}.`;
}

/** A saving below this is not worth another layout. */
const worthSaying = 1.1;

function savingOf(views: readonly LayoutView[]): string | null {
  const [cheapest] = views;
  const current = views.find((view) => view.isCurrent);
  if (cheapest === undefined || current === undefined || current === cheapest) return null;
  const [now, then] = [current.usdOfRun.likely, cheapest.usdOfRun.likely];
  if (!then || now === null || now < then * worthSaying) return null;
  return `${cheapest.layout} (${cheapest.database}) is ${ratioText(current.usdOfRun, cheapest.usdOfRun)} cheaper.`;
}
