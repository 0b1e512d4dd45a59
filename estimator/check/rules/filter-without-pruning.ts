import { firstSpan } from '../../evaluate/first-span.js';
import { referencesOf } from '../../optimize/references.js';
import { formatBytes } from '../../render/format-bytes.js';
import { conjunctUses } from '../../scan/conjunct-uses.js';
import { runTimeMessages } from '../../scan/run-time-messages.js';
import { keysReadWhole, type WholeKeys } from './keys-read-whole.js';
import { lowersBill } from './lowers-bill.js';
import type { Rule, RuleFinding } from './rule.js';
import { type ReportedScan, scansOf } from './scans-of.js';
import { timeFilter } from './time-filter.js';

/** A filter that leaves every partition, though it is on a partition key or on what one says. */
export const filterWithoutPruning: Rule = {
  summary: 'A filter cannot prune partitions, though a partition key says what it asks for.',
  find: (statement, { price }) =>
    statement.queries.flatMap((query) =>
      scansOf({ ...statement, queries: [query] }).flatMap((scan): readonly RuleFinding[] => {
        const whole = keysReadWhole(scan);
        const bytes = scan.report.bytes.likely;
        if (whole === null || bytes === null || !lowersBill(statement.report, bytes, price)) return [];
        const found = whole.isFiltered ? (atRunTime(scan) ?? onKeys(scan)) : besideKeys(scan, whole);
        if (found === null) return [];
        const { line, column } = found.span === null ? scan.report : query.locate(found.span.start);
        const message = `${found.why} All ${whole.partitions} partitions of ${scan.table} are read, ${formatBytes(bytes)}.`;
        return [{ message, line, column, bytes, tables: [scan.table] }];
      }),
    ),
};

interface Found {
  readonly why: string;
  readonly span: ReturnType<typeof firstSpan>;
}

function besideKeys(scan: ReportedScan, { keys }: WholeKeys): Found | null {
  const filter = timeFilter(scan);
  if (filter === null) return null;
  const why = `The filter on ${filter.column} prunes no partition: the table is partitioned by ${keys}, and nothing filters on that.`;
  return { why, span: firstSpan(filter.conjunct) };
}

/** A filter on a key that is decided only while the query runs. */
function atRunTime({ planned }: ReportedScan): Found | null {
  const use = conjunctUses(planned.scan).atRunTime.find(({ about }) => about === 'partition_key');
  if (use === undefined) return null;
  return { why: runTimeMessages[use.reason], span: firstSpan(use.conjunct) };
}

/** A filter on keys that every partition passes. One that is not evaluated here proves nothing: Athena may prune by it. */
function onKeys({ report, planned }: ReportedScan): Found | null {
  const { onPartitions } = conjunctUses(planned.scan);
  const [first] = onPartitions;
  if (first === undefined || report.reasons.some(({ code }) => code === 'predicate_not_evaluable'))
    return null;
  const keys = planned.scan.table.partitionKeys.map(({ name }) => name);
  const filtered = onPartitions.flatMap((conjunct) => [...referencesOf(conjunct)].map(({ name }) => name));
  const named = keys.filter((key) => filtered.includes(key)).join(', ');
  return { why: `The filter on ${named} prunes nothing: every partition passes it.`, span: firstSpan(first) };
}
