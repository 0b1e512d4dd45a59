import type { Partition } from '../catalog/inventory.js';
import type { EstimatedQuery } from '../estimated-statement.js';
import type { Clock } from '../evaluate/compiled.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import { conjunctUses } from '../scan/conjunct-uses.js';
import type { Domain } from '../scan/domain.js';
import { extractDomains } from '../scan/extract-domains.js';
import { prunePartitions } from '../scan/prune-partitions.js';
import type { Adviser, AdviserContext, Suggestion } from './adviser.js';
import { editsInText } from './edit.js';
import { keyPredicate } from './key-predicate.js';
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
      for (const referenced of referencedTables(query)) {
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
  const held: Held[] = [];
  for (const planned of scans) {
    const one = await heldBy(planned, partitions, clock);
    if (one === null) return null;
    held.push(one);
  }
  const keys = table.partitionKeys.map(({ name, type }) => ({
    name: place.qualifier === null ? quoteName(name) : `${place.qualifier}.${quoteName(name)}`,
    type,
  }));
  const kept = new Set(held.flatMap((one) => [...one.kept]));
  const needed = new Set(held.flatMap((one) => [...one.needed]));
  const condition = keyPredicate(keys, {
    partitions: partitions.filter(({ id }) => kept.has(id)),
    needed,
    isOpenAbove: held.some(({ domain }) => domain.ranges.at(-1)?.high === null),
    isOpenBelow: held.some(({ domain }) => domain.ranges[0]?.low === null),
  });
  const edits = condition === null ? null : editsInText(query, place.addCondition(condition), text);
  if (edits === null) return null;
  const columns = [...new Set(held.map(({ column }) => column))].join(' and ');
  return {
    message: `Filter ${table.name} on its partition keys too: ${condition}`,
    because:
      `The footers of all objects of the other ${kept.size - needed.size} of ${kept.size} partitions say by the minimum and ` +
      `maximum of ${columns} that none of their rows passes the filter. This is true of the partitions there are.`,
    rows: 'same',
    place: { line: report.line, column: report.column },
    change: { kind: 'rewrite', edits },
  };
}

interface Held {
  readonly column: string;
  readonly domain: Domain;
  /** Partitions that the filters on keys leave, and those of them that may hold a row that passes. */
  readonly kept: ReadonlySet<number>;
  readonly needed: ReadonlySet<number>;
}

/** By the column whose statistics exclude most partitions; null where none excludes any. */
async function heldBy(
  { scan }: PlannedScan,
  partitions: readonly Partition[],
  clock: Clock,
): Promise<Held | null> {
  const { onPartitions, onData } = conjunctUses(scan);
  const { leaves, isNone } = extractDomains(onData, { clock });
  if (isNone || leaves.length === 0) return null;
  const { ids } = prunePartitions(scan, partitions, onPartitions, clock);
  const kept = new Set(ids === 'all' ? partitions.map(({ id }) => id) : ids);
  let best: Held | null = null;
  for (const { name, domain } of leaves) {
    const holding = await scan.table.inventory.partitionsHolding(new Map([[name, domain]]));
    const needed = new Set([...kept].filter((id) => holding.has(id)));
    if (needed.size < (best?.needed.size ?? kept.size)) best = { column: name, domain, kept, needed };
  }
  return best;
}
