import { compile } from '../evaluate/compile-expression.js';
import type { Clock } from '../evaluate/compiled.js';
import { partsOf } from '../evaluate/expression-parts.js';
import { isDeterministic } from '../evaluate/is-deterministic.js';
import { UNKNOWN } from '../evaluate/outcome.js';
import { unsupportedFunctions } from '../evaluate/unsupported-functions.js';
import { hasSubquery, referencesOf } from '../optimize/references.js';
import type { Expression } from '../sql/tree.js';

/**
 * What in the constant parts of a conjunct cannot be evaluated here: names of functions, `?` for a parameter. Athena
 * knows the values of these parts before it reads, and may skip by them what is kept here.
 */
export function openConstants(conjunct: Expression, clock: Clock): readonly string[] {
  const names = new Set<string>();
  collect(conjunct, clock, names);
  return [...names];
}

function collect(expression: Expression, clock: Clock, names: Set<string>): void {
  if (expression.kind === 'literal' || expression.kind === 'lambda') return;
  if (!isConstant(expression) || isRow(expression)) {
    for (const part of partsOf(expression)) collect(part, clock, names);
    return;
  }
  const met = new Set<string>();
  const context = { clock, slots: new Map(), onUnevaluable: (what: string): void => void met.add(what) };
  if (compile(expression, context).constant !== UNKNOWN) return;
  const causes = [...unsupportedFunctions(expression), ...met];
  for (const name of causes.length > 0 ? causes : ['a constant']) names.add(name);
}

function isConstant(expression: Expression): boolean {
  return referencesOf(expression).size === 0 && !hasSubquery(expression) && isDeterministic(expression);
}

/** A row of constants is compared field by field. */
function isRow(expression: Expression): boolean {
  return expression.kind === 'call' && expression.name === 'row';
}
