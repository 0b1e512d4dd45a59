import { crossJoin } from './cross-join.js';
import { filterWithoutPruning } from './filter-without-pruning.js';
import { limitSavesNothing } from './limit-saves-nothing.js';
import { partitionFilter } from './partition-filter.js';
import { repeatedScan } from './repeated-scan.js';
import { rowFormat } from './row-format.js';
import type { Rule } from './rule.js';
import type { RuleId } from './rule-levels.js';
import { selectStar } from './select-star.js';

/** Every rule. A new one is a file, a line here, a level, and a page in docs/rules. */
export const rules: Readonly<Record<RuleId, Rule>> = {
  'partition-filter': partitionFilter,
  'filter-without-pruning': filterWithoutPruning,
  'select-star': selectStar,
  'repeated-scan': repeatedScan,
  'cross-join': crossJoin,
  'limit-saves-nothing': limitSavesNothing,
  'row-format': rowFormat,
};
