import { formatBytes } from '../render/format-bytes.js';
import { formatInterval } from '../render/format-interval.js';
import { formatUsd } from '../render/format-usd.js';
import type { Interval } from '../report.js';
import type { Finding } from './check-report.js';
import type { Budget, CheckSettings } from './check-settings.js';
import { formatBudget } from './format-budget.js';
import type { Spending } from './spending.js';
import { unknownLevels } from './unknown-levels.js';

/**
 * `over`: the likely figure is over the budget, or the lower bound. `may_be_over`: only the upper bound is. `unknown`:
 * the figures do not say.
 */
export type BudgetStatus = 'kept' | 'may_be_over' | 'over' | 'unknown';

export interface HeldBudget {
  readonly status: BudgetStatus;
  /** Null where the budget is kept. */
  readonly finding: Finding | null;
}

/**
 * Over the budget is what is likely over it; what may be over it is a warning; what is not known goes by the policy
 * for unknowns, never past the gate in silence.
 */
export function holdBudget(spending: Spending, budget: Budget, { unknown }: CheckSettings): HeldBudget {
  const spent = spentOf(spending, budget);
  const status = statusOf(spent, budget.limit.value);
  const format = budget.limit.unit === 'usd' ? formatUsd : formatBytes;
  const limit = `the budget of ${formatBudget(budget)}`;
  const finding = (level: Finding['level'], message: string): HeldBudget => ({
    status,
    finding: {
      rule: 'budget',
      level,
      message,
      ...spending.place,
      bytes: spending.bytesScanned.likely ?? spending.bytesScanned.high,
    },
  });
  const tell: Readonly<Record<BudgetStatus, () => HeldBudget>> = {
    kept: () => ({ status, finding: null }),
    may_be_over: () => finding('warn', `${formatSpent(spent, format)} may be over ${limit}.`),
    over: () => finding('fail', `${formatSpent(spent, format)} is over ${limit}.`),
    unknown: () => {
      const why = spent === null ? 'the runs a month are not known' : 'there is no upper bound';
      return finding(unknownLevels[unknown], `Whether ${limit} is kept is not known: ${why}.`);
    },
  };
  return tell[status]();
}

function statusOf(spent: Interval | null, limit: number): BudgetStatus {
  if (spent === null) return 'unknown';
  const { low, likely, high } = spent;
  if (low !== null && low > limit) return 'over';
  if (high === null) return 'unknown';
  if (high <= limit) return 'kept';
  return likely === null || likely > limit ? 'over' : 'may_be_over';
}

function formatSpent(spent: Interval | null, format: (figure: number) => string): string {
  const text = spent === null ? '' : formatInterval(spent, format);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function spentOf(spending: Spending, { limit, per }: Budget): Interval | null {
  if (limit.unit === 'usd') return per === 'run' ? spending.usd : spending.usdPerMonth;
  return per === 'run' ? spending.bytesScanned : spending.bytesPerMonth;
}
