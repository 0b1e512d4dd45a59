import { referencesOf } from '../../optimize/references.js';
import { conjunctUses } from '../../scan/conjunct-uses.js';
import type { Expression } from '../../sql/tree.js';
import type { ReportedScan } from './scans-of.js';

/** Names that partition keys by time go by. */
const timeKey = /^(?:dt|ds|date|day|week|month|year|hour|p?date|.+_(?:dt|date|day|week|month|year|hour))$/;

export interface TimeFilter {
  readonly column: string;
  readonly conjunct: Expression;
}

/**
 * A range on a stored date or timestamp of a table that is partitioned by time: what the filter asks for, the keys
 * know too, but no filter is on them. Null where there is none.
 */
export function timeFilter({ planned }: ReportedScan): TimeFilter | null {
  const { scan } = planned;
  if (!scan.table.partitionKeys.some(({ name }) => timeKey.test(name))) return null;
  const stored = new Set(
    scan.table.columns
      .filter(({ type }) => type.kind === 'date' || type.kind === 'timestamp')
      .map(({ name }) => scan.symbols.get(name)),
  );
  for (const conjunct of conjunctUses(scan).onData) {
    if (conjunct.kind !== 'comparison' && conjunct.kind !== 'between' && conjunct.kind !== 'in_list')
      continue;
    const symbol = [...referencesOf(conjunct)].find((reference) => stored.has(reference));
    if (symbol !== undefined) return { column: symbol.name, conjunct };
  }
  return null;
}
