import { partsOf } from '../evaluate/expression-parts.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import { columnText } from './column-text.js';
import { referencesOf } from './references.js';
import { runTimeFilter, runTimeReason } from './run-time-filter.js';
import { substitute } from './substitute.js';

/**
 * A conjunct as it reads below a projection. Of a run-time filter only what it reads matters: written out, each link
 * of a chain of projections would multiply it.
 */
export function substituteConjunct(
  conjunct: Expression,
  replacements: ReadonlyMap<PlanSymbol, Expression>,
): Expression {
  if (!changes(conjunct, replacements)) return conjunct;
  const below = substitute(conjunct, replacements);
  const reason = runTimeReason(below);
  return reason === null ? below : runTimeFilter(reason, inputsOf(below));
}

function changes(conjunct: Expression, replacements: ReadonlyMap<PlanSymbol, Expression>): boolean {
  for (const symbol of referencesOf(conjunct)) {
    const replacement = replacements.get(symbol);
    const isSame =
      replacement === undefined || (replacement.kind === 'reference' && replacement.symbol === symbol);
    if (!isSame) return true;
  }
  return false;
}

/** Each column and each field once; subqueries as they are. */
function inputsOf(filter: Expression): readonly Expression[] {
  const inputs = new Map<string, Expression>();
  const others: Expression[] = [];
  const collect = (expression: Expression): void => {
    const column = columnText(expression);
    if (column !== null) inputs.set(column, inputs.get(column) ?? expression);
    else if (expression.kind === 'planned_subquery') others.push(expression);
    else for (const part of partsOf(expression)) collect(part);
  };
  collect(filter);
  return [...inputs.values(), ...others];
}
