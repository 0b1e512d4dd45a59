import type { Plan, Scan } from '../sql/plan.js';
import { mapPlan } from './map-plan.js';

/** The plan with every scan in it changed, also those in the subqueries of its expressions. */
export function mapScans(plan: Plan, change: (scan: Scan) => Scan): Plan {
  return mapPlan(plan, (part) => (part.kind === 'scan' ? change(part) : part));
}
