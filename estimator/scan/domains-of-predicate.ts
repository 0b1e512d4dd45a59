import { coercionTo } from '../evaluate/coerce-value.js';
import { commonType, commonTypeOf } from '../evaluate/common-type.js';
import { compile } from '../evaluate/compile-expression.js';
import type { Clock } from '../evaluate/compiled.js';
import { isNullType } from '../evaluate/known-types.js';
import { parseLikePattern } from '../evaluate/like-pattern.js';
import { isValue, type Known } from '../evaluate/outcome.js';
import type { ComparisonOperator, Expression } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';
import type { Domain } from './domain.js';
import { complementDomain, notNullDomain, onlyNullDomain, unionDomains } from './domain-algebra.js';
import { type ComparedConstant, domainOfComparison } from './domain-of-comparison.js';
import { domainOfDateText, domainOfPrefix } from './domain-of-text.js';
import { convertedTarget, leafOf, type Target, targetOf } from './domain-target.js';
import { toDomainValue } from './domain-value.js';
import { intersectAll, type LeafDomains, onlyLeaf, unionAll, unrestricted } from './leaf-domains.js';

export interface PredicateContext {
  readonly clock: Clock;
  readonly unwrapsFunctions: boolean;
}

/** The leaf values for which a predicate may be true, or, negated, false. */
export function domainsOfPredicate(
  expression: Expression,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  switch (expression.kind) {
    case 'literal':
      return expression.value === null || expression.value === isNegated ? 'none' : unrestricted;
    case 'not':
      return domainsOfPredicate(expression.operand, !isNegated, context);
    case 'logical': {
      const parts = expression.terms.map((term) => domainsOfPredicate(term, isNegated, context));
      return (expression.operator === 'and') !== isNegated ? intersectAll(parts) : unionAll(parts);
    }
    case 'reference':
    case 'field':
      return ofBoolean(expression, isNegated);
    case 'comparison':
      return ofComparison(expression.operator, expression.left, expression.right, isNegated, context);
    case 'between': {
      const { operand, low, high } = expression;
      const parts = [
        ofComparison('>=', operand, low, isNegated, context),
        ofComparison('<=', operand, high, isNegated, context),
      ];
      return isNegated ? unionAll(parts) : intersectAll(parts);
    }
    case 'in_list':
      return ofInList(expression.operand, expression.items, isNegated, context);
    case 'is_null': {
      const leaf = leafOf(expression.operand);
      return leaf === null ? unrestricted : onlyLeaf(leaf, isNegated ? notNullDomain : onlyNullDomain);
    }
    case 'like':
      return ofLike(expression, isNegated, context);
    case 'call':
      return ofStartsWith(expression, isNegated, context);
    default:
      return unrestricted;
  }
}

/** A boolean column by itself: `is_active`, `NOT is_active`. */
function ofBoolean(expression: Expression, isNegated: boolean): LeafDomains {
  const leaf = leafOf(expression);
  if (leaf?.type.kind !== 'boolean') return unrestricted;
  const domain = domainOfComparison('=', { kind: 'boolean', value: !isNegated }, false);
  return domain === null ? unrestricted : onlyLeaf(leaf, domain);
}

interface Constant {
  readonly value: Value;
  readonly type: Type | null;
}

/** The value of an expression that is the same for every row, or null. */
function constantOf(expression: Expression, { clock }: PredicateContext): Constant | null {
  const compiled = compile(expression, { clock, slots: new Map(), onUnevaluable: () => undefined });
  const outcome = compiled.constant;
  return outcome !== undefined && isValue(outcome) ? { value: outcome, type: compiled.type } : null;
}

const mirrored: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  is_distinct: 'is_distinct',
  is_not_distinct: 'is_not_distinct',
};

function ofComparison(
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const constant = constantOf(right, context);
  if (constant !== null) return ofConstantComparison(operator, left, constant, isNegated, context);
  const first = constantOf(left, context);
  return first === null
    ? unrestricted
    : ofConstantComparison(mirrored[operator], right, first, isNegated, context);
}

function ofConstantComparison(
  operator: ComparisonOperator,
  expression: Expression,
  constant: Constant,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const target = targetOf(expression, context.unwrapsFunctions);
  if (target === null) return isNegated ? unrestricted : ofDateText(operator, expression, constant);
  const common = commonType(target.type, constant.type);
  if (common === null || common === 'incompatible') return unrestricted;
  const compared = comparedConstant(constant, common);
  if (compared === undefined) return unrestricted;
  const domain = domainOfComparison(operator, compared, isNegated);
  return domain === null ? unrestricted : pulledBack(target, common, domain);
}

/** The constant in the type in which it is compared; undefined where it cannot be brought there with certainty. */
function comparedConstant({ value, type }: Constant, common: Type): ComparedConstant | undefined {
  if (value === null) return null;
  const converted = type !== null && isNullType(type) ? value : convert(value, common);
  if (converted === null) return undefined;
  if (Number.isNaN(converted)) return 'NaN';
  return toDomainValue(converted) ?? undefined;
}

function convert(value: Known, type: Type): Known | null {
  const outcome = coercionTo(type)?.(value) ?? value;
  return isValue(outcome) ? outcome : null;
}

/** From values of the type of a comparison to values of the leaf. */
function pulledBack(target: Target, type: Type, domain: Domain): LeafDomains {
  const converted = convertedTarget(target, type);
  const onLeaf = converted === null ? null : converted.pullBack(domain);
  return onLeaf === null ? unrestricted : onlyLeaf(target.leaf, onLeaf);
}

/** CAST(text AS date) compared with a date; also date(text). */
function ofDateText(operator: ComparisonOperator, expression: Expression, { value }: Constant): LeafDomains {
  const operand = operandOfDateCast(expression);
  const leaf = operand === null ? null : leafOf(operand);
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

/** IN is an OR of equalities; NOT IN an AND of inequalities, never true where the list holds NULL. */
function ofInList(
  operand: Expression,
  items: readonly Expression[],
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const target = targetOf(operand, context.unwrapsFunctions);
  const constants = items.map((item) => constantOf(item, context));
  if (target === null || constants.includes(null)) {
    const parts = items.map((item) => ofComparison('=', operand, item, isNegated, context));
    return isNegated ? intersectAll(parts) : unionAll(parts);
  }
  const known = constants.filter((constant) => constant !== null);
  const common = commonTypeOf([target.type, ...known.map(({ type }) => type)]);
  if (common === null || common === 'incompatible') return unrestricted;
  const points: Domain[] = [];
  for (const constant of known) {
    const compared = comparedConstant(constant, common);
    const point = compared === undefined ? null : domainOfComparison('=', compared, false);
    if (compared === undefined || point === null) return unrestricted;
    if (isNegated && compared === null) return 'none';
    points.push(point);
  }
  const union = unionDomains(points);
  return pulledBack(target, common, isNegated ? outside(union, common) : union);
}

/** All values but these; a float may also be NaN, which only the set of all values contains. */
function outside(domain: Domain, type: Type): Domain {
  if (type.kind === 'double' || type.kind === 'real') return notNullDomain;
  return { ...complementDomain(domain), nullAllowed: false };
}

function ofLike(
  { operand, pattern, escape: escapeCharacter }: Extract<Expression, { kind: 'like' }>,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const leaf = leafOf(operand);
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

function ofStartsWith(
  { name, arguments: args }: Extract<Expression, { kind: 'call' }>,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const [operand, prefix] = args;
  if (name !== 'starts_with' || operand === undefined || prefix === undefined) return unrestricted;
  const leaf = leafOf(operand);
  const text = constantOf(prefix, context)?.value;
  if (isNegated || leaf?.type.kind !== 'varchar' || typeof text !== 'string' || text === '')
    return unrestricted;
  const domain = domainOfPrefix(text);
  return domain === null ? unrestricted : onlyLeaf(leaf, domain);
}
