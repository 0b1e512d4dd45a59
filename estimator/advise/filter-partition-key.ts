import type { Table } from '../catalog/catalog.js';
import type { Partition } from '../catalog/inventory.js';
import type { EstimatedQuery } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import { conjunctUses } from '../scan/conjunct-uses.js';
import { type ExtractedDomains, extractDomains } from '../scan/extract-domains.js';
import { prunePartitions } from '../scan/prune-partitions.js';
import type { Scan } from '../sql/plan.js';
import type { Adviser, AdviserContext, Suggestion } from './adviser.js';
import { editsInText } from './edit.js';
import { keyPredicate } from './key-predicate.js';
import { partitionsNamedBy } from './partitions-named-by.js';
import { quoteName } from './quote-name.js';
import { type ReferencedTable, referencedTables } from './referenced-tables.js';

/** Partitions above which they are not sorted for advice. */
const mostPartitions = 100_000;

/**
 * A filter on a stored column that only some partitions can pass, by the statistics in the footers of their objects:
 * the same is asked of the partition keys, so that the others are not opened at all.
 */
export const filterPartitionKey: Adviser = {
  summary: 'Filter on the partition keys too, where statistics prove which partitions the filter leaves.',
  async suggest(statement, context) {
    const found: Suggestion[] = [];
    for (const query of statement.queries) {
      for (const referenced of referencedTables(query, context.options)) {
        const suggestion = await suggestFor(query, referenced, context);
        if (suggestion !== null) found.push(suggestion);
      }
    }
    return found;
  },
};

async function suggestFor(
  query: EstimatedQuery,
  { scans, place, report }: ReferencedTable,
  { text, clock }: AdviserContext,
): Promise<Suggestion | null> {
  const { table } = scans[0].scan;
  if (table.partitionKeys.length === 0 || table.projection !== null) return null;
  const partitions = await table.inventory.partitions();
  if (partitions === null || partitions.length > mostPartitions) return null;
  const filtered = scans.map(({ scan }) => filteredScan(scan, partitions, clock));
  const known = filtered.filter((one) => one !== null);
  if (known.length < scans.length) return null;
  const proven = await Promise.all(known.map(heldByStatistics));
  const held = proven.includes(null) ? known.map(heldByNames) : proven;
  const needs = held.filter((one) => one !== null);
  if (needs.length < scans.length) return null;
  const keys = table.partitionKeys.map(({ name, type }) => ({
    name: place.qualifier === null ? quoteName(name) : `${place.qualifier}.${quoteName(name)}`,
    type,
  }));
  const kept = new Set(known.flatMap((one) => one.kept.map(({ id }) => id)));
  const needed = new Set(needs.flatMap((one) => [...one.needed]));
  const condition = keyPredicate(keys, {
    partitions: partitions.filter(({ id }) => kept.has(id)),
    needed,
    isOpenAbove: needs.some(({ leaf }) => leaf.domain.ranges.at(-1)?.high === null),
    isOpenBelow: needs.some(({ leaf }) => leaf.domain.ranges[0]?.low === null),
  });
  const edits = condition === null ? null : editsInText(query, place.addCondition(condition), text);
  if (edits === null) return null;
  const columns = [...new Set(needs.map(({ leaf }) => leaf.name))].join(' and ');
  const others = `${kept.size - needed.size} of ${kept.size} partitions`;
  const isProven = held === proven;
  return {
    message: `Filter ${table.name} on its partition keys too: ${condition}`,
    because: isProven
      ? `By the minimum and maximum of ${columns} in the footers, no row of the other ${others} passes the filter. It holds for the files that the catalog has now.`
      : `By the names of the keys no row of the other ${others} passes the filter, but no statistics of ${columns} prove that each row lies in the partition of its date.`,
    rows: isProven ? 'same' : 'unknown',
    place: { line: report.line, column: report.column },
    change: { kind: 'rewrite', edits },
  };
}

/** A scan whose filter restricts some columns, with the partitions that its filters on keys leave. */
interface FilteredScan {
  readonly table: Table;
  readonly leaves: ExtractedDomains['leaves'];
  readonly kept: readonly Partition[];
}

function filteredScan(scan: Scan, partitions: readonly Partition[], clock: Clock): FilteredScan | null {
  const { onPartitions, onData } = conjunctUses(scan);
  const { leaves, isNone } = extractDomains(onData, { clock });
  if (isNone || leaves.length === 0) return null;
  const { ids } = prunePartitions(scan, partitions, onPartitions, clock);
  const left = ids === 'all' ? null : new Set(ids);
  return { table: scan.table, leaves, kept: partitions.filter(({ id }) => left === null || left.has(id)) };
}

/** Kept partitions that may hold a row that passes, by one restricted column. */
interface Held {
  readonly leaf: ExtractedDomains['leaves'][number];
  readonly needed: ReadonlySet<number>;
}

/** By the column whose statistics exclude most partitions; null where none excludes any. */
async function heldByStatistics({ table, leaves, kept }: FilteredScan): Promise<Held | null> {
  let best: Held | null = null;
  for (const leaf of leaves) {
    const holding = await table.inventory.partitionsHolding(new Map([[leaf.name, leaf.domain]]));
    const needed = new Set(kept.map(({ id }) => id).filter((id) => holding.has(id)));
    if (needed.size < (best?.needed.size ?? kept.length)) best = { leaf, needed };
  }
  return best;
}

function heldByNames({ table, leaves, kept }: FilteredScan): Held | null {
  for (const leaf of leaves) {
    const needed = partitionsNamedBy(leaf.domain, leaf.type, table.partitionKeys, kept);
    if (needed !== null && needed.size < kept.length) return { leaf, needed };
  }
  return null;
}
