import type { FilteredColumn } from '../advice-report.js';
import type { Clock } from '../evaluate/compiled.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import { referencesOf } from '../optimize/references.js';
import { conjunctUses } from '../scan/conjunct-uses.js';
import type { Domain } from '../scan/domain.js';
import { isDiscrete } from '../scan/domain-algebra.js';
import { extractDomains } from '../scan/extract-domains.js';
import { canBeKey } from './can-be-key.js';

/**
 * The whole stored columns of which the filters of some scans leave only some values: first those in a form by which
 * every engine skips row groups, then those that could be partition keys, whose values any predicate is asked of.
 */
export function filteredColumns(scans: readonly PlannedScan[], clock: Clock): readonly FilteredColumn[] {
  const found = new Map<string, FilteredColumn>();
  for (const { scan } of scans) {
    const { leaves } = extractDomains(conjunctUses(scan).onData, { clock, unwrapsFunctions: false });
    const stored = new Set(scan.table.columns.map(({ name }) => name));
    for (const { name, path, type, domain } of leaves) {
      if (path.length > 0 || !stored.has(name) || found.has(name) || isOpen(domain)) continue;
      found.set(name, { name, type: type.kind, asks: isDiscrete(domain) ? 'values' : 'range' });
    }
  }
  for (const { scan } of scans) {
    for (const conjunct of conjunctUses(scan).onData) {
      const [symbol, ...others] = referencesOf(conjunct);
      if (symbol === undefined || others.length > 0 || found.has(symbol.name)) continue;
      const type = symbol.type?.kind;
      if (type === undefined || !canBeKey(type)) continue;
      found.set(symbol.name, { name: symbol.name, type, asks: 'other' });
    }
  }
  return [...found.values()];
}

/** Leaves out some values at most, as `<>` and `IS NOT NULL` do: that skips next to nothing. */
function isOpen({ ranges }: Domain): boolean {
  return ranges[0]?.low === null && ranges.at(-1)?.high === null;
}
