import { isDeterministic } from '../evaluate/is-deterministic.js';
import { referencesOf } from '../optimize/references.js';
import { type RunTimeReason, runTimeReason } from '../optimize/run-time-filter.js';
import type { Scan } from '../sql/plan.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';

/** What the conjuncts of a scan can do for it. */
export interface ConjunctUses {
  /** May be decided by a partition's values alone. */
  readonly onPartitions: readonly Expression[];
  /** Read stored columns: row groups may be skipped, columns may stay unread. */
  readonly onData: readonly Expression[];
  /** Read no column: true or false for the whole scan. */
  readonly onNothing: readonly Expression[];
  /** Known only while the query runs. */
  readonly atRunTime: readonly RunTimeUse[];
}

export interface RunTimeUse {
  readonly reason: RunTimeReason;
  readonly conjunct: Expression;
  /** Whether it is about a partition key, a stored column, or only about whether there are rows at all. */
  readonly about: 'partition_key' | 'data' | 'rows';
}

/** Sorts a scan's conjuncts by what they read. Columns of the file's place (`$path`) prune files when the query runs. */
export function conjunctUses(scan: Scan): ConjunctUses {
  const keys = symbolsNamed(scan, new Set(scan.table.partitionKeys.map(({ name }) => name)));
  const stored = symbolsNamed(scan, new Set(scan.table.columns.map(({ name }) => name)));
  const onPartitions: Expression[] = [];
  const onData: Expression[] = [];
  const onNothing: Expression[] = [];
  const atRunTime: RunTimeUse[] = [];
  for (const conjunct of scan.conjuncts) {
    const references = [...referencesOf(conjunct)];
    const readsKeys = references.some((symbol) => keys.has(symbol));
    const readsData = references.some((symbol) => stored.has(symbol));
    const isOwn = references.every((symbol) => keys.has(symbol) || stored.has(symbol));
    const reason = runTimeReason(conjunct) ?? (isOwn ? null : foreignReason(scan, references));
    if (reason !== null) {
      const about = readsKeys ? 'partition_key' : readsData ? 'data' : 'rows';
      const decidesFiles = reason === 'run_time_condition' && !readsData;
      // Random numbers are drawn for rows: they skip columns, never files.
      atRunTime.push({
        reason,
        conjunct,
        about: !isDeterministic(conjunct) ? 'data' : decidesFiles ? 'partition_key' : about,
      });
      continue;
    }
    if (!isDeterministic(conjunct)) continue;
    if (readsKeys) onPartitions.push(conjunct);
    if (readsData) onData.push(conjunct);
    if (references.length === 0) onNothing.push(conjunct);
  }
  return { onPartitions, onData, onNothing, atRunTime };
}

/** A conjunct over an outer query's column becomes a join; one over `$path` is decided file by file. */
function foreignReason(scan: Scan, references: readonly PlanSymbol[]): RunTimeReason {
  const own = new Set(scan.symbols.values());
  return references.every((symbol) => own.has(symbol)) ? 'run_time_condition' : 'dynamic_filter';
}

function symbolsNamed(scan: Scan, names: ReadonlySet<string>): ReadonlySet<PlanSymbol> {
  return new Set([...scan.symbols].filter(([name]) => names.has(name)).map(([, symbol]) => symbol));
}
