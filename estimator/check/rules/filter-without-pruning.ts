import { firstSpan } from '../../evaluate/first-span.js';
import { formatBytes } from '../../render/format-bytes.js';
import { conjunctUses } from '../../scan/conjunct-uses.js';
import { keysReadWhole, type WholeKeys } from './keys-read-whole.js';
import { lowersBill } from './lowers-bill.js';
import type { Rule, RuleFinding } from './rule.js';
import { type ReportedScan, scansOf } from './scans-of.js';
import { timeFilter } from './time-filter.js';

/** A filter that leaves every partition, though what it asks for is what the partition keys say. */
export const filterWithoutPruning: Rule = {
  summary: 'A filter cannot prune partitions, though a partition key says what it asks for.',
  find: (statement, { price }) =>
    statement.queries.flatMap((query) =>
      scansOf({ ...statement, queries: [query] }).flatMap((scan): readonly RuleFinding[] => {
        const whole = keysReadWhole(scan);
        const bytes = scan.report.bytes.likely;
        if (whole === null || bytes === null || !lowersBill(statement.report, bytes, price)) return [];
        const found = whole.isFiltered ? atRunTime(scan) : besideKeys(scan, whole);
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

/** The estimate says itself why a filter on a key is decided only while the query runs. */
function atRunTime({ report, planned }: ReportedScan): Found | null {
  const use = conjunctUses(planned.scan).atRunTime.find(({ about }) => about === 'partition_key');
  const reason = report.reasons.find(({ code }) => code === use?.reason);
  if (use === undefined || reason === undefined) return null;
  return { why: reason.message, span: firstSpan(use.conjunct) };
}
