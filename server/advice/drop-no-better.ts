import type { Advice, LayoutIdea } from '../../estimator/advice-report.js';
import { layoutIdeaText } from '../../estimator/render/layout-idea-text.js';
import type { DroppedLayout, MeasuredLayout } from './tried-layout.js';

/** What reads this many times less at most is not worth one more key or order. */
const alikeRatio = 1.1;

/**
 * Drops the layouts that read no less than a simpler one that was tried, or than one that the catalog has already; the
 * rest, fewest likely bytes first.
 */
export function dropNoBetter(
  tried: readonly MeasuredLayout[],
  advice: readonly Pick<Advice, 'database' | 'report'>[],
): { readonly kept: readonly MeasuredLayout[]; readonly dropped: readonly DroppedLayout[] } {
  const kept: MeasuredLayout[] = [];
  const dropped: DroppedLayout[] = [];
  for (const one of [...tried].sort((left, right) => changesOf(left.idea) - changesOf(right.idea))) {
    const present = advice.find(
      ({ database, report }) => database !== null && readsAsLittle(report, one.report),
    );
    const simpler = kept.find(
      ({ table, idea, report }) =>
        table === one.table && changesOf(idea) < changesOf(one.idea) && readsAsLittle(report, one.report),
    );
    const { table, idea } = one;
    if (present !== undefined)
      dropped.push({ table, idea, why: `database ${present.database} reads as little` });
    else if (simpler !== undefined)
      dropped.push({ table, idea, why: `${layoutIdeaText(simpler.idea)}, reads as little` });
    else kept.push(one);
  }
  return { kept: kept.sort((left, right) => likelyBytes(left.report) - likelyBytes(right.report)), dropped };
}

type Estimated = MeasuredLayout['report'];

function readsAsLittle(simple: Estimated, other: Estimated): boolean {
  return likelyBytes(simple) <= likelyBytes(other) * alikeRatio;
}

function likelyBytes({ bytesScanned: { likely } }: Estimated): number {
  return likely ?? Number.POSITIVE_INFINITY;
}

function changesOf({ partitionKeys, sortKey }: LayoutIdea): number {
  return partitionKeys.length + (sortKey === null ? 0 : 1);
}
