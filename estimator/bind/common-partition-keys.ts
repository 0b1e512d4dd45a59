import type { Assignment } from '../sql/plan.js';
import type { PlanSymbol } from '../sql/tree.js';

/** The columns by which every one of some window functions partitions: a filter on them may pass below all. */
export function commonPartitionKeys(functions: readonly Assignment[]): ReadonlySet<PlanSymbol> {
  const sets = functions.map(({ expression }) => {
    const keys =
      expression.kind === 'call' && expression.window !== null ? expression.window.partitionBy : [];
    return new Set(keys.flatMap((key) => (key.kind === 'reference' ? [key.symbol] : [])));
  });
  const [first, ...rest] = sets;
  return new Set([...(first ?? [])].filter((symbol) => rest.every((set) => set.has(symbol))));
}
