import { formatBytes } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import { layoutText } from '../../estimator/render/layout-text.js';
import type { Comparison, LayoutComparison } from '../../estimator/report.js';
import type { Question } from '../question.js';
import { urls } from '../urls.js';
import { intervalText } from './interval-text.js';
import { type RangeView, rangeView } from './range-view.js';
import { storageCost } from './storage-cost.js';

/** The same statement on every layout, cheapest first. */
export interface ComparisonView {
  readonly layouts: readonly LayoutView[];
  /** The spread in one sentence. */
  readonly summary: string | null;
  /** What the cheapest layout would change for the database the user is on. */
  readonly saving: string | null;
}

export interface LayoutView {
  readonly database: string;
  /** The name cut after underscores, where a narrow column may break it. */
  readonly nameParts: readonly string[];
  readonly layout: string;
  readonly isCurrent: boolean;
  /** The same question on this layout. */
  readonly href: string;
  readonly stored: string;
  /** Of S3 for a month. */
  readonly storage: string;
  readonly scanned: string;
  readonly usd: string;
  /** `31 ×` the dollars of the cheapest, or a word. */
  readonly ratio: string;
  readonly range: RangeView | null;
  /** Sortable figures; null is not known. */
  readonly storedBytes: number | null;
  readonly likelyBytes: number | null;
  readonly likelyUsd: number | null;
}

export function comparisonView(comparison: Comparison, question: Question): ComparisonView {
  const { layouts } = comparison;
  const scale = Math.max(0, ...layouts.map(({ report }) => report.total.bytesScanned.high ?? 0));
  const cheapestUsd = layouts[0]?.report.total.usd.likely ?? null;
  const views = layouts.map((layout) => layoutView(layout, question, scale, cheapestUsd));
  return { layouts: views, summary: summaryOf(views), saving: savingOf(views) };
}

function layoutView(
  layout: LayoutComparison,
  question: Question,
  scale: number,
  cheapestUsd: number | null,
): LayoutView {
  const { total } = layout.report;
  return {
    database: layout.database,
    nameParts: layout.database.split(/(?<=_)/),
    layout: layoutText(layout),
    isCurrent: layout.database === question.database,
    href: urls.playground({ ...question, database: layout.database }),
    stored: layout.storedBytes === null ? 'not known' : formatBytes(layout.storedBytes),
    storage: storageCost(layout.storedBytes, question.region),
    scanned: intervalText(total.bytesScanned, formatBytes),
    usd: intervalText(total.usd, formatUsd),
    ratio: ratioText(total.usd.likely, cheapestUsd),
    range: rangeView(total.bytesScanned, scale),
    storedBytes: layout.storedBytes,
    likelyBytes: total.bytesScanned.likely,
    likelyUsd: total.usd.likely,
  };
}

function ratioText(usd: number | null, cheapestUsd: number | null): string {
  if (usd === null || cheapestUsd === null) return 'not known';
  if (usd === cheapestUsd) return '1 ×';
  return cheapestUsd === 0 ? 'from $0' : timesText(usd / cheapestUsd);
}

/** `1.4 ×`, `31 ×`: two figures are enough to choose by. */
function timesText(times: number): string {
  return `${times < 9.95 ? times.toFixed(1) : Math.round(times).toLocaleString('en-US')} ×`;
}

function summaryOf(views: readonly LayoutView[]): string | null {
  const known = views.filter((view) => view.likelyUsd !== null);
  const [cheapest] = known;
  const dearest = known.at(-1);
  if (cheapest === undefined || dearest === undefined || known.length < 2) return null;
  if (cheapest.likelyUsd === dearest.likelyUsd) {
    return `The likely bill is the same on every layout.${bytesSpreadOf(known)}`;
  }
  const times = ratioText(dearest.likelyUsd, cheapest.likelyUsd);
  const [least, most] = [cheapest, dearest].map(
    ({ likelyUsd, database }) => `${formatUsd(likelyUsd ?? 0)} on ${database}`,
  );
  const spread = `${least}, ${most}: ${times} as much.`;
  const equallyCheap = known.filter((view) => view.likelyUsd === cheapest.likelyUsd).length;
  return equallyCheap === 1
    ? spread
    : `${spread} ${equallyCheap} layouts share the lowest bill.${bytesSpreadOf(known)}`;
}

/** The 10 MB minimum makes small bills alike; the bytes show what larger tables would pay. */
function bytesSpreadOf(views: readonly LayoutView[]): string {
  const figures = views.flatMap(({ likelyBytes }) => (likelyBytes === null ? [] : [likelyBytes]));
  const [least, most] = [Math.min(...figures), Math.max(...figures)];
  if (least <= 0 || least === most) return '';
  return ` In bytes scanned the layouts differ ${timesText(most / least)}.`;
}

/** A saving below this is not worth another layout. */
const worthSaying = 1.1;

function savingOf(views: readonly LayoutView[]): string | null {
  const [cheapest] = views;
  const current = views.find((view) => view.isCurrent);
  if (cheapest === undefined || current === undefined || current === cheapest) return null;
  if (!cheapest.likelyUsd || current.likelyUsd === null) return null;
  if (current.likelyUsd < cheapest.likelyUsd * worthSaying) return null;
  return `${cheapest.layout} (${cheapest.database}) is ${timesText(current.likelyUsd / cheapest.likelyUsd)} cheaper.`;
}
