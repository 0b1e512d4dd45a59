import type { Plan } from '../sql/plan.js';

/** Whether a plan gives one row, whatever the data. */
export function isOneRow(plan: Plan): boolean {
  if (plan.kind === 'aggregate') return plan.global;
  if (plan.kind === 'one_row') return plan.rows === 1;
  return (plan.kind === 'project' || plan.kind === 'sort' || plan.kind === 'window') && isOneRow(plan.source);
}
