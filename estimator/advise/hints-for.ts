import type { AdviceCode, HintCode } from '../advice-codes.js';
import type { Advice, Hint } from '../advice-report.js';
import { rules } from '../check/rules/registry.js';
import type { RuleId } from '../check/rules/rule-levels.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import type { AdviserContext } from './adviser.js';
import { starColumns } from './star-columns.js';
import { storeOtherwise } from './store-otherwise.js';

interface HintedRule {
  readonly code: RuleId & HintCode;
  /** The advice that says the same better. */
  readonly unless: AdviceCode | null;
}

const hintedRules: readonly HintedRule[] = [
  { code: 'partition-filter', unless: null },
  { code: 'filter-without-pruning', unless: 'filter-partition-key' },
  { code: 'repeated-scan', unless: 'merge-scans' },
  { code: 'cross-join', unless: null },
  { code: 'limit-saves-nothing', unless: null },
];

/** What only the one who asks can decide: which columns are needed, which filter is meant, which layout can be had. */
export function hintsFor(
  statement: EstimatedStatement,
  advice: readonly Advice[],
  { text, clock, options: { price } }: AdviserContext,
): readonly Hint[] {
  const given = new Set(advice.map(({ code }) => code));
  const found = hintedRules
    .filter(({ unless }) => unless === null || !given.has(unless))
    .flatMap(({ code }) =>
      rules[code].find(statement, { price }).map(
        ({ message, line, column, bytes, figures }): Hint => ({
          code,
          message,
          line,
          column,
          bytes,
          ...(figures === undefined ? {} : { figures }),
        }),
      ),
    );
  const stored = storeOtherwise(statement, clock);
  const layouts = given.has('other-layout') ? stored.filter(asksForKeys) : stored;
  return [...starColumns(statement, text), ...found, ...layouts];
}

/** Where the catalog has a better layout, only one made for the filter can be better still. */
function asksForKeys({ layout }: Hint): boolean {
  return layout !== undefined && layout.filtered.length > 0;
}
