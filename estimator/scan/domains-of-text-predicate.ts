import { parseLikePattern } from '../evaluate/like-pattern.js';
import type { ComparisonOperator, Expression } from '../sql/tree.js';
import type { Value } from '../sql/value.js';
import { domainOfComparison } from './domain-of-comparison.js';
import { domainOfDateText, domainOfPrefix } from './domain-of-text.js';
import { leafOf } from './domain-target.js';
import { type LeafDomains, onlyLeaf, unrestricted } from './leaf-domains.js';
import { constantOf, type PredicateContext } from './predicate-constant.js';

/** LIKE with a constant pattern: its text up to the first wildcard bounds the column. */
export function domainsOfLike(
  { operand, pattern, escape: escapeCharacter }: Extract<Expression, { kind: 'like' }>,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const leaf = leafOf(operand, context);
  const text = constantOf(pattern, context)?.value;
  const escaped = escapeCharacter === null ? null : constantOf(escapeCharacter, context)?.value;
  if (text === null || (escapeCharacter !== null && escaped === null)) return 'none';
  if (leaf?.type.kind !== 'varchar' || typeof text !== 'string') return unrestricted;
  if (escaped !== null && typeof escaped !== 'string') return unrestricted;
  const parts = parseLikePattern(text, escaped);
  if (typeof parts === 'symbol') return unrestricted;
  const [first, second] = parts;
  const prefix = first?.kind === 'text' ? first.text : '';
  const isWhole = second === undefined && first?.kind !== 'any' && first?.kind !== 'one';
  const domain = isWhole
    ? domainOfComparison('=', { kind: 'varchar', value: prefix }, isNegated)
    : isNegated || prefix === ''
      ? null
      : domainOfPrefix(prefix);
  return domain === null ? unrestricted : onlyLeaf(leaf, domain);
}

/** starts_with(column, 'abc'); any other call restricts nothing. */
export function domainsOfPrefixCall(
  { name, arguments: args }: Extract<Expression, { kind: 'call' }>,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const [operand, prefix] = args;
  if (name !== 'starts_with' || operand === undefined || prefix === undefined) return unrestricted;
  const leaf = leafOf(operand, context);
  const text = constantOf(prefix, context)?.value;
  if (isNegated || leaf?.type.kind !== 'varchar' || typeof text !== 'string' || text === '')
    return unrestricted;
  const domain = domainOfPrefix(text);
  return domain === null ? unrestricted : onlyLeaf(leaf, domain);
}

/** CAST(text AS date) compared with a date; also date(text). */
export function domainsOfDateText(
  operator: ComparisonOperator,
  expression: Expression,
  value: Value,
  context: PredicateContext,
): LeafDomains {
  if (context.certainOnly) return unrestricted;
  const operand = operandOfDateCast(expression);
  const leaf = operand === null ? null : leafOf(operand, context);
  if (leaf?.type.kind !== 'varchar' || typeof value !== 'object' || value?.kind !== 'date')
    return unrestricted;
  const domain = domainOfDateText(operator, value.days, leaf.type.length);
  return domain === null ? unrestricted : onlyLeaf(leaf, domain);
}

function operandOfDateCast(expression: Expression): Expression | null {
  if (expression.kind === 'cast') {
    return expression.type.kind === 'date' && !expression.safe ? expression.operand : null;
  }
  if (expression.kind !== 'call' || expression.name !== 'date') return null;
  return expression.arguments[0] ?? null;
}
