import { DryRunError } from '../errors.js';
import { partsOf } from '../evaluate/expression-parts.js';
import { firstSpan } from '../evaluate/first-span.js';
import { shapeOf } from '../evaluate/shape-of.js';
import { mapParts } from '../sql/map-parts.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import { bindExpression } from './bind-expression.js';
import type { Binder } from './binder.js';
import { expressionType } from './expression-type.js';
import { isAggregate } from './is-aggregate.js';
import { outputAt } from './output-at.js';
import type { RelationField } from './relation.js';
import type { Scope } from './scope.js';

interface Output {
  readonly name: string | null;
  readonly expression: Expression;
}

/**
 * A key of ORDER BY: a column number, or an expression in which a name is first that of an output, then that of a source
 * column. Throws `syntax` for an output inside an aggregate function, as Trino does.
 */
export function bindOrderKey(
  key: Expression,
  outputs: readonly Output[],
  scope: Scope,
  binder: Binder,
): Expression {
  const numbered = outputAt(key, outputs, 'ORDER BY');
  if (numbered !== null) return numbered;
  // The plan of a subquery would keep the outputs' own symbols.
  if (hasSubquery(key)) return bindExpression(key, scope, binder);
  const symbols = new Map<string, PlanSymbol>();
  const expressions = new Map<PlanSymbol, Expression>();
  const fields = outputs.flatMap(({ name, expression }): readonly RelationField[] => {
    if (name === null) return [];
    const shape = shapeOf(expression);
    const symbol = symbols.get(shape) ?? binder.newSymbol(name, expressionType(expression));
    symbols.set(shape, symbol);
    expressions.set(symbol, expression);
    return [{ name, qualifier: [], symbol, hidden: false }];
  });
  const bound = bindExpression(key, { ...scope, fields, outer: scope }, binder);
  refuseAggregated(bound, expressions);
  return withOutputs(bound, expressions);
}

function hasSubquery(expression: Expression): boolean {
  return expression.kind === 'subquery' || partsOf(expression).some(hasSubquery);
}

type Outputs = ReadonlyMap<PlanSymbol, Expression>;

function withOutputs(expression: Expression, outputs: Outputs): Expression {
  if (expression.kind === 'reference') {
    const output = outputs.get(expression.symbol) ?? expression;
    return output.kind === 'reference' ? { ...output, span: expression.span } : output;
  }
  return mapParts(expression, (part) => withOutputs(part, outputs));
}

function refuseAggregated(expression: Expression, outputs: Outputs): void {
  if (!isAggregate(expression)) {
    for (const part of partsOf(expression)) refuseAggregated(part, outputs);
    return;
  }
  for (const argument of expression.arguments) refuseOutputs(argument, outputs);
}

function refuseOutputs(expression: Expression, outputs: Outputs): void {
  if (expression.kind === 'reference' && outputs.has(expression.symbol)) {
    const { name } = expression.symbol;
    const detail = `in ORDER BY, ${name} is the output of that name, which no aggregate function can take.`;
    throw new DryRunError('syntax', { detail }, firstSpan(expression));
  }
  for (const part of partsOf(expression)) refuseOutputs(part, outputs);
}
