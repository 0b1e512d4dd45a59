import type { Amount } from './amount.js';
import type { RuleId } from './rules/rule-levels.js';

/** What a check lets pass: the configuration file and the flags, put together. */
export interface CheckSettings {
  readonly budgets: readonly Budget[];
  /** Null: growth against the base is told, not judged. */
  readonly increase: Increase | null;
  /** What a figure without an upper bound counts as. */
  readonly unknown: UnknownPolicy;
  /** From which verdict on the command exits with 1. */
  readonly failOn: FailOn;
  /** Rules that are not here have their own level, for all tables. */
  readonly rules: Readonly<Partial<Record<RuleId, RuleSetting | undefined>>>;
}

export const unknownPolicies = ['allow', 'warn', 'fail'] as const;
export type UnknownPolicy = (typeof unknownPolicies)[number];

export const failOns = ['never', 'warn', 'fail'] as const;
export type FailOn = (typeof failOns)[number];

export interface Budget {
  readonly of: BudgetScope;
  readonly per: BudgetPeriod;
  readonly limit: Amount;
}

export const budgetScopes = ['statement', 'file', 'total'] as const;
export type BudgetScope = (typeof budgetScopes)[number];

export const budgetPeriods = ['run', 'month'] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];

/** Growth is too much where it is over all that is given. */
export interface Increase {
  readonly percent: number | null;
  readonly absolute: Amount | null;
}

/** A note is told and changes no verdict. */
export const ruleLevels = ['off', 'note', 'warn', 'fail'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

export interface RuleSetting {
  readonly level: RuleLevel;
  /** Globs of `table` or `database.table` that the rule is about; else all. */
  readonly tables?: readonly string[] | undefined;
}
