import type { Measure } from '../catalog/inventory.js';
import { countOf } from '../count-of.js';
import { firstSpan } from '../evaluate/first-span.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import type { Reason } from '../report.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import type { ConjunctUses, RunTimeUse } from './conjunct-uses.js';
import type { UndecidedConjunct } from './partition-predicates.js';
import type { PrunedPartitions } from './prune-partitions.js';
import { runTimeMessages } from './run-time-messages.js';
import type { Opening } from './scan-bytes.js';

/** From an offset in the query to a 1-based position in the user's text. */
export type Locate = (offset: number) => { readonly line: number; readonly column: number };

export interface ReasonQuestion {
  readonly scan: Scan;
  readonly planned: PlannedScan;
  readonly uses: ConjunctUses;
  readonly pruned: PrunedPartitions;
  /** Conjuncts on stored columns, or on none, that cannot be evaluated here. */
  readonly undecided: readonly UndecidedConjunct[];
  readonly sure: Measure;
  readonly openings: ReadonlySet<Opening>;
  readonly runTime: 'none' | 'columnar' | 'all';
  readonly locate: Locate;
}

/** Why low, likely and high of a scan differ: one reason for each cause, with the place in the SQL. */
export function scanReasons(question: ReasonQuestion): readonly Reason[] {
  const { openings, pruned, undecided, uses, runTime, locate } = question;
  const reasons: Reason[] = [];
  for (const opening of openings) {
    const explain = explanations[opening];
    if (explain !== null) reasons.push(explain(question));
  }
  for (const { conjunct, functions } of pruned.undecided) {
    const message = `${[...functions].join(', ')} is not evaluated here, so every partition that it could decide on is kept.`;
    reasons.push({ code: 'predicate_not_evaluable', message, ...placeOf(conjunct, locate) });
  }
  for (const { conjunct, functions } of openings.has('run_time') ? undecided : []) {
    const message = `${[...functions].join(', ')} is not evaluated here; Athena may skip by it what is kept.`;
    reasons.push({ code: 'predicate_not_evaluable', message, ...placeOf(conjunct, locate) });
  }
  if (openings.has('run_time') && runTime !== 'none') reasons.push(...runTimeReasons(uses.atRunTime, locate));
  if (question.sure.chunks.rowGroupsWithoutStatistics > 0) {
    const count = question.sure.chunks.rowGroupsWithoutStatistics;
    const are =
      count === 1
        ? 'has no minimum and maximum for a filtered column and is'
        : 'have no minimum and maximum for a filtered column and are';
    const message = `${countOf(count, 'row group')} ${are} kept.`;
    reasons.push({ code: 'statistics_missing', message });
  }
  return reasons;
}

/** Which object it is, or one of them, where the reason that is known is of such an object. */
function unread({ count, unreadable, detail }: Measure['opaqueObjects']): string {
  const example = detail === null || unreadable < count ? '' : ` (${detail.replace(/\.$/, '')})`;
  return `${countOf(unreadable, 'object')} could not be read${example}`;
}

type Explain = (question: ReasonQuestion) => Reason;

const explanations: Record<Opening, Explain | null> = {
  late_materialization: ({ uses, locate }) => ({
    code: 'late_materialization',
    message:
      'The filter is checked on its own columns first; where no row of a row group passes, the other columns may stay unread.',
    ...placeOf(uses.onData[0], locate),
  }),
  limit_stops_early: () => ({
    code: 'limit_stops_early',
    message: 'LIMIT ends the scan once enough rows are found; how much was read by then depends on timing.',
  }),
  sampled: ({ scan }) => ({
    code: 'sampled',
    message: `TABLESAMPLE SYSTEM reads about ${scan.sample?.percent ?? '?'} % of the splits, chosen at random.`,
  }),
  size_per_column_unknown: ({ sure }) => ({
    code: 'size_per_column_unknown',
    message:
      sure.opaqueObjects.detail ??
      (sure.opaqueObjects.count === 1
        ? '1 object has a known size but unknown column sizes; it counts whole in the upper bound.'
        : `${countOf(sure.opaqueObjects.count, 'object')} have a known size but unknown column sizes; they count whole in the upper bound.`),
  }),
  unreadable_objects: ({ sure }) => ({
    code: 'unreadable_objects',
    message: `${unread(sure.opaqueObjects)}; a query may fail on ${sure.opaqueObjects.unreadable === 1 ? 'it, or read it whole' : 'them, or read them whole'}.`,
  }),
  delete_files: ({ sure }) => ({
    code: 'delete_files',
    message:
      sure.deletes.count === 1
        ? '1 file of deleted rows is read too; whether its bytes count, and how often it is read, is not known.'
        : `${countOf(sure.deletes.count, 'file')} of deleted rows are read too; whether their bytes count, and how often they are read, is not known.`,
  }),
  split_overlap: () => ({
    code: 'split_overlap',
    message: 'Readers of a large text table overlap a little where objects are split: up to 0.1 %.',
  }),
  buckets_unknown: ({ uses, locate }) => ({
    code: 'predicate_not_evaluable',
    message:
      'The table is bucketed by these columns in a way that is not computed here; the objects of other buckets may stay unread.',
    ...placeOf(uses.onData[0], locate),
  }),
  orc_tails: () => ({
    code: 'footers_may_count',
    message:
      'Athena also counts what it reads at the end of ORC objects and stripes; how often is not known.',
  }),
  footers_may_count: () => ({
    code: 'footers_may_count',
    message: 'Trino also counts footers, small files read whole and the gaps between merged reads.',
  }),
  recursion_rounds: ({ scan }) => ({
    code: 'recursion_rounds',
    message: `A recursive CTE reads this table once at least and ${scan.mostReads} times at most (Trino plans 10 rounds ahead).`,
  }),
  run_time: null,
};

function runTimeReasons(atRunTime: readonly RunTimeUse[], locate: Locate): readonly Reason[] {
  const first = new Map<RunTimeUse['reason'], RunTimeUse>();
  for (const use of atRunTime) if (!first.has(use.reason)) first.set(use.reason, use);
  return [...first.values()].map(({ reason, conjunct }) => ({
    code: reason,
    message: runTimeMessages[reason],
    ...placeOf(conjunct, locate),
  }));
}

function placeOf(expression: Expression | undefined, locate: Locate): { line?: number; column?: number } {
  const span = expression === undefined ? null : firstSpan(expression);
  return span === null ? {} : locate(span.start);
}
