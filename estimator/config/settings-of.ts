import { parseAmount } from '../check/amount.js';
import { type Budget, budgetPeriods, budgetScopes, type CheckSettings } from '../check/check-settings.js';
import { DryRunError } from '../errors.js';
import { fitsGlob } from '../glob.js';
import type { ConfigFile } from './config-file.js';

/** What the command line says about a check. */
export interface SettingFlags {
  /** Such as `statement=2GB` or `total/month=$100`. */
  readonly budget: readonly string[];
  readonly unknown?: ConfigFile['unknown'];
  readonly failOn?: ConfigFile['fail-on'];
}

/**
 * What flags and configuration let pass; where neither says anything, unknowns are warnings and failures fail. A
 * budget of the flags replaces the one of the same scope and period. Throws `usage`.
 */
export function settingsOf(config: ConfigFile, flags: SettingFlags): CheckSettings {
  const { budgets = {}, increase, rules = {} } = config;
  const configured = budgetScopes.flatMap((of) =>
    budgetPeriods.flatMap((per): readonly Budget[] => {
      const limit = budgets[of]?.[per];
      return limit === undefined ? [] : [{ of, per, limit }];
    }),
  );
  return {
    budgets: mergeBudgets(configured, flags.budget.map(parseBudget)),
    increase:
      increase === undefined
        ? null
        : { percent: increase.percent ?? null, absolute: increase.absolute ?? null },
    unknown: flags.unknown ?? config.unknown ?? 'warn',
    failOn: flags.failOn ?? config['fail-on'] ?? 'fail',
    rules,
  };
}

function mergeBudgets(configured: readonly Budget[], given: readonly Budget[]): readonly Budget[] {
  const isReplaced = ({ of, per }: Budget): boolean =>
    given.some((budget) => budget.of === of && budget.per === per);
  return [...configured.filter((budget) => !isReplaced(budget)), ...given];
}

function parseBudget(text: string): Budget {
  const [, scope, period = 'run', amount] = /^(\w+)(?:\/(\w+))?=(.+)$/s.exec(text) ?? [];
  const of = budgetScopes.find((name) => name === scope);
  const per = budgetPeriods.find((name) => name === period);
  if (of === undefined || per === undefined || amount === undefined) {
    const detail = `--budget ${text}: write it as statement=2GB, file/run=$1 or total/month=$100.`;
    throw new DryRunError('usage', { detail });
  }
  return { of, per, limit: parseAmount(amount) };
}

/** How often a file runs in a month: the last pattern that fits counts; null where none does. */
export function runsPerMonthOf(config: ConfigFile): (file: string | null) => number | null {
  const patterns = Object.entries(config['runs-per-month'] ?? {}).map(([glob, runs]) => ({
    fits: fitsGlob([glob], { dot: true }),
    runs,
  }));
  return (file) => (file === null ? null : (patterns.filter(({ fits }) => fits(file)).at(-1)?.runs ?? null));
}
