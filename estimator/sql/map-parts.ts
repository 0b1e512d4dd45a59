import type { Expression, WindowSpecification } from './tree.js';

/** The expression with every direct part changed: also inside lambdas, window functions and a subquery's operand. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'name':
    case 'reference':
    case 'parameter':
      return expression;
    case 'field':
      return { ...expression, base: change(expression.base) };
    case 'subscript':
      return { ...expression, base: change(expression.base), index: change(expression.index) };
    case 'comparison':
    case 'arithmetic':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'logical':
      return { ...expression, terms: expression.terms.map(change) };
    case 'not':
    case 'negate':
    case 'is_null':
    case 'cast':
      return { ...expression, operand: change(expression.operand) };
    case 'between':
      return {
        ...expression,
        operand: change(expression.operand),
        low: change(expression.low),
        high: change(expression.high),
      };
    case 'in_list':
      return { ...expression, operand: change(expression.operand), items: expression.items.map(change) };
    case 'like':
      return {
        ...expression,
        operand: change(expression.operand),
        pattern: change(expression.pattern),
        escape: expression.escape === null ? null : change(expression.escape),
      };
    case 'case':
      return {
        ...expression,
        operand: expression.operand === null ? null : change(expression.operand),
        whens: expression.whens.map((when) => ({
          condition: change(when.condition),
          result: change(when.result),
        })),
        otherwise: expression.otherwise === null ? null : change(expression.otherwise),
      };
    case 'lambda':
      return { ...expression, body: change(expression.body) };
    case 'call':
      return {
        ...expression,
        arguments: expression.arguments.map(change),
        filter: expression.filter === null ? null : change(expression.filter),
        orderBy: expression.orderBy.map(change),
        window: expression.window === null ? null : mapWindow(expression.window, change),
      };
    case 'subquery':
    case 'planned_subquery':
      if (!('operand' in expression.use)) return expression;
      return { ...expression, use: { ...expression.use, operand: change(expression.use.operand) } };
  }
}

function mapWindow(
  window: WindowSpecification,
  change: (part: Expression) => Expression,
): WindowSpecification {
  return {
    name: window.name,
    partitionBy: window.partitionBy.map(change),
    orderBy: window.orderBy.map(change),
    frame: window.frame.map(change),
  };
}
