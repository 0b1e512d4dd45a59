import { commonPartitionKeys } from '../bind/common-partition-keys.js';
import { mapPlan } from '../bind/map-plan.js';
import type { Plan } from '../sql/plan.js';
import type { PlanSymbol } from '../sql/tree.js';
import { demandOf } from './demand.js';

/**
 * The plan without window functions that nobody asks for. Trino drops them before it pushes predicates down
 * (PruneWindowColumns), so that they keep no filter above them.
 */
export function pruneWindows(plan: Plan, outputs: readonly PlanSymbol[]): Plan {
  const demand = demandOf(plan, outputs);
  return mapPlan(plan, (part) => {
    if (part.kind !== 'window') return part;
    const functions = part.functions.filter(({ symbol }) => demand.has(symbol));
    if (functions.length === part.functions.length) return part;
    if (functions.length === 0) return part.source;
    return { ...part, functions, partitionKeys: commonPartitionKeys(functions) };
  });
}
