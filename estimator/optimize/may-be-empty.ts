import type { Plan } from '../sql/plan.js';

/**
 * Whether a plan may give no row. An engine that finds one side of an inner join empty need not read the other, so
 * only a side that certainly has rows leaves the other side's bytes exact.
 */
export function mayBeEmpty(plan: Plan): boolean {
  switch (plan.kind) {
    case 'scan':
      return (
        plan.conjuncts.length > 0 ||
        plan.sample !== null ||
        plan.table.storedBytes === null ||
        plan.table.storedBytes === 0
      );
    case 'one_row':
      return plan.rows === null || plan.rows === 0;
    case 'empty':
    case 'filter':
    case 'unnest':
    case 'pattern':
    case 'intersection':
      return true;
    case 'aggregate':
      return !plan.global && mayBeEmpty(plan.source);
    case 'project':
    case 'window':
    case 'sort':
      return mayBeEmpty(plan.source);
    case 'limit':
      return plan.skips || mayBeEmpty(plan.source);
    case 'join':
      if (plan.type === 'left') return mayBeEmpty(plan.left);
      if (plan.type === 'right') return mayBeEmpty(plan.right);
      if (plan.type === 'full') return mayBeEmpty(plan.left) && mayBeEmpty(plan.right);
      return plan.conjuncts.length > 0 || mayBeEmpty(plan.left) || mayBeEmpty(plan.right);
    case 'union':
      return plan.branches.every((branch) => mayBeEmpty(branch.plan));
  }
}
