import { coercionTo } from '../evaluate/coerce-value.js';
import { commonType, commonTypeOf } from '../evaluate/common-type.js';
import { isNullType } from '../evaluate/known-types.js';
import { isValue, type Known } from '../evaluate/outcome.js';
import type { ComparisonOperator, Expression } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Domain } from './domain.js';
import { complementDomain, notNullDomain, onlyNullDomain, unionDomains } from './domain-algebra.js';
import { type ComparedConstant, domainOfComparison } from './domain-of-comparison.js';
import { convertedTarget, leafOf, type Target, targetOf } from './domain-target.js';
import { toDomainValue } from './domain-value.js';
import { domainsOfDateText, domainsOfLike, domainsOfPrefixCall } from './domains-of-text-predicate.js';
import { intersectAll, type LeafDomains, onlyLeaf, unionAll, unrestricted } from './leaf-domains.js';
import { constantOf, type PredicateConstant, type PredicateContext } from './predicate-constant.js';

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
      return ofBoolean(expression, isNegated, context);
    case 'comparison':
      return ofComparison(expression.operator, expression.left, expression.right, isNegated, context);
    case 'between': {
      const { operand, low, high } = expression;
      if (isLeftAlone(targetOf(operand, context), context)) return unrestricted;
      const parts = [
        ofComparison('>=', operand, low, isNegated, context),
        ofComparison('<=', operand, high, isNegated, context),
      ];
      return isNegated ? unionAll(parts) : intersectAll(parts);
    }
    case 'in_list':
      return ofInList(expression.operand, expression.items, isNegated, context);
    case 'is_null': {
      const leaf = leafOf(expression.operand, context);
      return leaf === null ? unrestricted : onlyLeaf(leaf, isNegated ? notNullDomain : onlyNullDomain);
    }
    case 'like':
      return domainsOfLike(expression, isNegated, context);
    case 'call':
      return domainsOfPrefixCall(expression, isNegated, context);
    default:
      return unrestricted;
  }
}

/** A boolean column by itself: `is_active`, `NOT is_active`. */
function ofBoolean(expression: Expression, isNegated: boolean, context: PredicateContext): LeafDomains {
  const leaf = leafOf(expression, context);
  if (leaf?.type.kind !== 'boolean') return unrestricted;
  const domain = domainOfComparison('=', { kind: 'boolean', value: !isNegated }, false);
  return domain === null ? unrestricted : onlyLeaf(leaf, domain);
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
  constant: PredicateConstant,
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const target = targetOf(expression, context);
  if (target === null) {
    return isNegated ? unrestricted : domainsOfDateText(operator, expression, constant.value, context);
  }
  const common = commonType(target.type, constant.type);
  if (common === null || common === 'incompatible') return unrestricted;
  const compared = comparedConstant(constant, common);
  if (compared === undefined) return unrestricted;
  const domain = domainOfComparison(operator, compared, isNegated);
  return domain === null ? unrestricted : pulledBack(target, common, domain);
}

/** The constant in the type in which it is compared; undefined where it cannot be brought there with certainty. */
function comparedConstant({ value, type }: PredicateConstant, common: Type): ComparedConstant | undefined {
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

/** IN is an OR of equalities; NOT IN an AND of inequalities, never true where the list holds NULL. */
function ofInList(
  operand: Expression,
  items: readonly Expression[],
  isNegated: boolean,
  context: PredicateContext,
): LeafDomains {
  const target = targetOf(operand, context);
  if (items.length > 1 && isLeftAlone(target, context)) return unrestricted;
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
  if (!isNegated) return pulledBack(target, common, union);
  // NaN is outside of every list, and in no range.
  if (common.kind === 'double' || common.kind === 'real') return unrestricted;
  return pulledBack(target, common, { ...complementDomain(union), nullAllowed: false });
}

/** Earlier releases of Trino bring a date back to its timestamps in comparisons, but not in IN and BETWEEN. */
function isLeftAlone(target: Target | null, { certainOnly }: PredicateContext): boolean {
  return certainOnly && target?.isDateOfTimestamp === true;
}
