import { formatBytes } from '../render/format-bytes.js';
import { formatInterval } from '../render/format-interval.js';
import { formatUsd } from '../render/format-usd.js';
import type { Interval } from '../report.js';
import type { Finding } from './check-report.js';
import type { Budget, CheckSettings } from './check-settings.js';
import { formatBudget } from './format-budget.js';
import type { Spending } from './spending.js';

/**
 * Over the budget is what is likely over it; what may be over it is a warning; what is not known goes by the policy
 * for unknowns, never past the gate in silence.
 */
export function holdBudget(spending: Spending, budget: Budget, { unknown }: CheckSettings): Finding | null {
  const spent = spentOf(spending, budget);
  const { value } = budget.limit;
  const format = budget.limit.unit === 'usd' ? formatUsd : formatBytes;
  const limit = `the budget of ${formatBudget(budget)}`;
  const finding = (level: Finding['level'], message: string): Finding => ({
    rule: 'budget',
    level,
    message,
    ...spending.place,
    bytes: spending.bytesScanned.likely ?? spending.bytesScanned.high,
  });
  if (spent === null || spent.high === null) {
    if ((spent?.low ?? 0) > value)
      return finding('fail', `At least ${format(spent?.low ?? 0)} is over ${limit}.`);
    if (unknown === 'allow') return null;
    const why = spent === null ? 'the runs a month are not known' : 'there is no upper bound';
    return finding(unknown, `Whether ${limit} is kept is not known: ${why}.`);
  }
  if ((spent.likely ?? spent.high) > value) {
    return finding('fail', `${formatInterval(spent, format)} is over ${limit}.`);
  }
  if (spent.high > value) return finding('warn', `${formatInterval(spent, format)} may be over ${limit}.`);
  return null;
}

function spentOf(spending: Spending, { limit, per }: Budget): Interval | null {
  if (limit.unit === 'usd') return per === 'run' ? spending.usd : spending.usdPerMonth;
  return per === 'run' ? spending.bytesScanned : spending.bytesPerMonth;
}
