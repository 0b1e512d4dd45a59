import type { ComparisonOperator } from '../sql/tree.js';
import type { Domain, DomainValue } from './domain.js';
import {
  complementDomain,
  domainOf,
  noneDomain,
  notNullDomain,
  onlyNullDomain,
  rangeOf,
} from './domain-algebra.js';

/** A constant beside a comparison; `NaN` apart, because no bound can hold it. */
export type ComparedConstant = DomainValue | null | 'NaN';

const negations: Record<ComparisonOperator, ComparisonOperator> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  is_distinct: 'is_not_distinct',
  is_not_distinct: 'is_distinct',
};

/**
 * The values for which `value operator constant` is true, or, negated, false. null: they are no ranges. A column of
 * floats may hold NaN, which compares as false with everything and lies in no range (Trino's `DomainTranslator`).
 */
export function domainOfComparison(
  operator: ComparisonOperator,
  constant: ComparedConstant,
  isNegated: boolean,
): Domain | null {
  if (constant === null) return domainOfNull(isNegated ? negations[operator] : operator);
  const mayBeNaN = constant === 'NaN' || constant.kind === 'double';
  if (mayBeNaN) return domainOfFloat(operator, constant, isNegated);
  return domainOfOrdered(isNegated ? negations[operator] : operator, constant);
}

function domainOfNull(operator: ComparisonOperator): Domain {
  if (operator === 'is_distinct') return notNullDomain;
  return operator === 'is_not_distinct' ? onlyNullDomain : noneDomain;
}

function domainOfFloat(
  operator: ComparisonOperator,
  constant: DomainValue | 'NaN',
  isNegated: boolean,
): Domain | null {
  if (operator === 'is_distinct' || operator === 'is_not_distinct') {
    const isEqual = (operator === 'is_not_distinct') !== isNegated;
    return isEqual && constant !== 'NaN' ? domainOfOrdered('=', constant) : null;
  }
  // `x <> 1` and `NOT x = 1` hold for NaN, as `NOT x < 1` does.
  const holdsForNaN = isNegated !== (operator === '<>');
  if (constant === 'NaN') return holdsForNaN ? notNullDomain : noneDomain;
  if (holdsForNaN) return null;
  return domainOfOrdered(isNegated ? negations[operator] : operator, constant);
}

function domainOfOrdered(operator: ComparisonOperator, value: DomainValue): Domain {
  const included = { value, inclusive: true };
  const excluded = { value, inclusive: false };
  const point = domainOf([rangeOf(included, included)], false);
  const domains: Record<ComparisonOperator, () => Domain> = {
    '=': () => point,
    is_not_distinct: () => point,
    is_distinct: () => complementDomain(point),
    '<>': () => ({ ...complementDomain(point), nullAllowed: false }),
    '<': () => domainOf([rangeOf(null, excluded)], false),
    '<=': () => domainOf([rangeOf(null, included)], false),
    '>': () => domainOf([rangeOf(excluded, null)], false),
    '>=': () => domainOf([rangeOf(included, null)], false),
  };
  return domains[operator]();
}
