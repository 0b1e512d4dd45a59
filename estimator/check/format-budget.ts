import { formatAmount } from './amount.js';
import type { Budget, BudgetScope } from './check-settings.js';

const scopes: Readonly<Record<BudgetScope, string>> = {
  statement: 'each statement',
  file: 'each file',
  total: 'everything together',
};

/** `2 GB a run for each statement`. */
export function formatBudget({ of, per, limit }: Budget): string {
  return `${formatAmount(limit)} a ${per} for ${scopes[of]}`;
}
