import { mapParts } from '../sql/map-parts.js';
import type { Expression } from '../sql/tree.js';

/** The expressions directly inside an expression. A subquery counts as a whole: only its operand is inside. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
    case 'reference':
    case 'parameter':
      return [];
    case 'field':
      return [expression.base];
    case 'subscript':
      return [expression.base, expression.index];
    case 'comparison':
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'logical':
      return expression.terms;
    case 'not':
    case 'negate':
    case 'is_null':
    case 'cast':
      return [expression.operand];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'in_list':
      return [expression.operand, ...expression.items];
    case 'like':
      return [
        expression.operand,
        expression.pattern,
        ...(expression.escape === null ? [] : [expression.escape]),
      ];
    case 'case':
      return [
        ...(expression.operand === null ? [] : [expression.operand]),
        ...expression.whens.flatMap(({ condition, result }) => [condition, result]),
        ...(expression.otherwise === null ? [] : [expression.otherwise]),
      ];
    case 'lambda':
      return [expression.body];
    case 'call':
      return [
        ...expression.arguments,
        ...(expression.filter === null ? [] : [expression.filter]),
        ...expression.orderBy,
        ...(expression.window === null
          ? []
          : [...expression.window.partitionBy, ...expression.window.orderBy, ...expression.window.frame]),
      ];
    case 'subquery':
    case 'planned_subquery':
      return 'operand' in expression.use ? [expression.use.operand] : [];
  }
}

/** The expression with each direct part changed. Subqueries, lambdas and window functions stay as they are. */
export function withParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  return isClosed(expression) ? expression : mapParts(expression, change);
}

function isClosed(expression: Expression): boolean {
  if (expression.kind === 'call') return expression.window !== null;
  return ['lambda', 'subquery', 'planned_subquery'].includes(expression.kind);
}
