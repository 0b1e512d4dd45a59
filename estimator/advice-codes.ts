/** What an advice does. The names are stable: other programs read them. */
export const adviceCodes = [
  'filter-partition-key',
  'filter-column-range',
  'merge-scans',
  'other-layout',
] as const;

export type AdviceCode = (typeof adviceCodes)[number];

/** What a hint is about: the columns of a star, a layout that nobody has measured, or what a rule of `check` finds. */
export type HintCode =
  | 'name-columns'
  | 'partition-filter'
  | 'filter-without-pruning'
  | 'repeated-scan'
  | 'cross-join'
  | 'limit-saves-nothing'
  | 'store-otherwise';
