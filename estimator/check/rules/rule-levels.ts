import type { RuleLevel } from '../check-settings.js';

/** The names are stable: configurations and comments in SQL use them. */
export const ruleIds = [
  'partition-filter',
  'filter-without-pruning',
  'select-star',
  'repeated-scan',
  'cross-join',
  'limit-saves-nothing',
  'row-format',
] as const;

export type RuleId = (typeof ruleIds)[number];

/** The level of each rule where the configuration gives none. */
export const ruleLevelDefaults: Readonly<Record<RuleId, RuleLevel>> = {
  'partition-filter': 'warn',
  'filter-without-pruning': 'warn',
  'select-star': 'warn',
  'repeated-scan': 'warn',
  'cross-join': 'warn',
  'limit-saves-nothing': 'note',
  'row-format': 'note',
};
