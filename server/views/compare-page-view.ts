import type { Answer } from '../answer.js';
import { linkWithin } from '../link-within.js';
import { urls } from '../urls.js';
import { type ChartLinks, chartLinks } from './chart-links.js';
import { type ComparisonView, comparisonView, type LayoutView } from './comparison-view.js';
import { type ErrorView, problemView } from './error-view.js';
import { storagePriceText } from './storage-cost.js';

/** The comparison as a page of its own. */
export interface ComparePageView {
  readonly sql: string;
  readonly comparison: ComparisonView | null;
  readonly charts: ChartLinks | null;
  readonly storagePrice: string;
  /** Null where the question is too long for a link. */
  readonly playgroundHref: string | null;
  readonly problem: ErrorView | null;
  /** None where the question is too long for a link. */
  readonly sorts: readonly SortLink[];
}

export interface SortLink {
  readonly text: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

export type SortKey = 'cost' | 'scanned' | 'stored' | 'name';

const unknownLast = (figure: number | null): number => figure ?? Number.POSITIVE_INFINITY;

const orders: Readonly<Record<SortKey, (one: LayoutView, other: LayoutView) => number>> = {
  cost: (one, other) => unknownLast(one.usdOfRun.likely) - unknownLast(other.usdOfRun.likely),
  scanned: (one, other) => unknownLast(one.scannedBytes.likely) - unknownLast(other.scannedBytes.likely),
  stored: (one, other) => unknownLast(one.storedBytes) - unknownLast(other.storedBytes),
  name: (one, other) => (one.database < other.database ? -1 : 1),
};

const sortTexts: Readonly<Record<SortKey, string>> = {
  cost: 'cost',
  scanned: 'bytes scanned',
  stored: 'stored size',
  name: 'name',
};

const sortKeys: readonly SortKey[] = ['cost', 'scanned', 'stored', 'name'];

export function comparePageView(answer: Answer, sort: SortKey, linkLength: number): ComparePageView {
  const { question, comparison, problem } = answer;
  const playgroundHref = linkWithin(linkLength, question, urls.playground);
  return {
    sql: question.sql,
    comparison: comparison === null ? null : sorted(comparisonView(comparison, question, linkLength), sort),
    charts: comparison === null || playgroundHref === null ? null : chartLinks(question),
    storagePrice: storagePriceText(question.region),
    playgroundHref,
    problem: problem === null ? null : problemView(problem, question.sql),
    sorts:
      playgroundHref === null
        ? []
        : sortKeys.map((key) => ({
            text: sortTexts[key],
            href: `${urls.compare(question)}&sort=${key}`,
            isCurrent: key === sort,
          })),
  };
}

function sorted(view: ComparisonView, sort: SortKey): ComparisonView {
  return { ...view, layouts: [...view.layouts].sort(orders[sort]) };
}
