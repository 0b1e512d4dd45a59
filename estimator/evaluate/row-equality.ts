import type { Expression } from '../sql/tree.js';

/**
 * `(a, b) = (1, 2)` and `(a, b) IN ((1, 2), ...)` as comparisons of their parts, which have the same outcome for every
 * row, NULL too. Null for anything else.
 */
export function rowEquality(expression: Expression): Expression | null {
  if (expression.kind === 'comparison') {
    if (expression.operator !== '=' && expression.operator !== '<>') return null;
    const equal = equality(expression.left, expression.right);
    return equal === null || expression.operator === '=' ? equal : { kind: 'not', operand: equal };
  }
  if (expression.kind !== 'in_list' || partsOfRow(expression.operand) === null) return null;
  const terms: Expression[] = [];
  for (const item of expression.items) {
    const equal = equality(expression.operand, item);
    if (equal === null) return null;
    terms.push(equal);
  }
  return { kind: 'logical', operator: 'or', terms };
}

function equality(left: Expression, right: Expression): Expression | null {
  const firsts = partsOfRow(left);
  const seconds = partsOfRow(right);
  if (firsts === null || seconds === null || firsts.length !== seconds.length) return null;
  const terms = firsts.flatMap((first, index): Expression[] => {
    const second = seconds[index];
    return second === undefined ? [] : [{ kind: 'comparison', operator: '=', left: first, right: second }];
  });
  return { kind: 'logical', operator: 'and', terms };
}

function partsOfRow(expression: Expression): readonly Expression[] | null {
  return expression.kind === 'call' && expression.name === 'row' ? expression.arguments : null;
}
