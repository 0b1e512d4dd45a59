import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bound, Domain, DomainValue } from '../../estimator/scan/domain.js';
import {
  allDomain,
  compactDomain,
  complementDomain,
  containsValue,
  domainOf,
  intersectDomains,
  isAll,
  isDiscrete,
  isNone,
  noneDomain,
  notNullDomain,
  onlyNullDomain,
  overlaps,
  rangeOf,
  unionDomains,
} from '../../estimator/scan/domain-algebra.js';
import { compareDomainValues } from '../../estimator/scan/domain-value.js';

/** Few different values, so that bounds meet often. */
const kinds: Record<string, fc.Arbitrary<DomainValue>> = {
  integer: fc.bigInt(-4n, 4n).map((value) => ({ kind: 'integer', value })),
  varchar: fc
    .constantFrom('', 'a', 'aa', 'b', 'é', '\u{1F600}', '\uFFFD')
    .map((value) => ({ kind: 'varchar', value })),
  double: fc
    .constantFrom(-1.5, -0, 0, 1, Number.POSITIVE_INFINITY)
    .map((value) => ({ kind: 'double', value })),
  decimal: fc.bigInt(-4n, 4n).map((unscaled) => ({ kind: 'decimal', unscaled, scale: 1 })),
  date: fc.integer({ min: -4, max: 4 }).map((days) => ({ kind: 'date', days })),
  timestamp: fc.bigInt(-4n, 4n).map((micros) => ({ kind: 'timestamp', micros })),
  boolean: fc.boolean().map((value) => ({ kind: 'boolean', value })),
};

function domains(values: fc.Arbitrary<DomainValue>): fc.Arbitrary<Domain> {
  const bound: fc.Arbitrary<Bound | null> = fc.option(fc.record({ value: values, inclusive: fc.boolean() }));
  const range = fc.tuple(bound, bound).map(([low, high]) => rangeOf(low, high));
  return fc
    .tuple(fc.array(range, { maxLength: 5 }), fc.boolean())
    .map(([ranges, nullAllowed]) => domainOf(ranges, nullAllowed));
}

describe.each(Object.keys(kinds))('laws of domains of %s', (kind) => {
  const values = kinds[kind] ?? fc.constant<DomainValue>({ kind: 'boolean', value: true });
  const domain = domains(values);
  const member = fc.option(values);

  it('a value is in an intersection if it is in both', () => {
    fc.assert(
      fc.property(domain, domain, member, (left, right, value) => {
        const both = containsValue(left, value) && containsValue(right, value);
        expect(containsValue(intersectDomains(left, right), value)).toBe(both);
      }),
    );
  });

  it('a value is in a union if it is in one', () => {
    fc.assert(
      fc.property(fc.array(domain), member, (parts, value) => {
        const some = parts.some((part) => containsValue(part, value));
        expect(containsValue(unionDomains(parts), value)).toBe(some);
      }),
    );
  });

  it('a value is in the complement if it is not in the domain', () => {
    fc.assert(
      fc.property(domain, member, (one, value) => {
        expect(containsValue(complementDomain(one), value)).toBe(!containsValue(one, value));
        expect(containsValue(complementDomain(complementDomain(one)), value)).toBe(containsValue(one, value));
      }),
    );
  });

  it('ranges ascend and do not overlap', () => {
    fc.assert(
      fc.property(domain, domain, (left, right) => {
        for (const { ranges } of [
          unionDomains([left, right]),
          intersectDomains(left, right),
          complementDomain(left),
        ]) {
          for (const [index, range] of ranges.slice(1).entries()) {
            const before = ranges[index]?.high;
            if (!before || range.low === null) expect.fail('an open end inside');
            expect(compareDomainValues(before.value, range.low.value)).toBeLessThanOrEqual(0);
          }
        }
        expect(isNone(noneDomain)).toBe(true);
      }),
    );
  });

  it('compaction loses no value', () => {
    fc.assert(
      fc.property(domain, member, (one, value) => {
        const compact = compactDomain(one, 1);
        expect(compact.ranges.length).toBeLessThanOrEqual(1);
        if (containsValue(one, value)) expect(containsValue(compact, value)).toBe(true);
      }),
    );
  });

  it('a span overlaps if one of its values passes', () => {
    fc.assert(
      fc.property(domain, values, values, values, (one, first, second, inside) => {
        const [minimum, maximum] =
          compareDomainValues(first, second) <= 0 ? [first, second] : [second, first];
        const isInside =
          compareDomainValues(minimum, inside) <= 0 && compareDomainValues(inside, maximum) <= 0;
        if (isInside && containsValue(one, inside)) expect(overlaps(one, minimum, maximum)).toBe(true);
        expect(overlaps(one, inside, inside)).toBe(containsValue(one, inside));
      }),
    );
  });
});

describe('special domains', () => {
  it('are what they say', () => {
    expect(isAll(allDomain)).toBe(true);
    expect(isAll(notNullDomain)).toBe(false);
    expect(containsValue(onlyNullDomain, null)).toBe(true);
    expect(containsValue(notNullDomain, null)).toBe(false);
    expect(containsValue(allDomain, { kind: 'double', value: Number.NaN })).toBe(true);
    expect(complementDomain(allDomain)).toEqual(noneDomain);
  });

  it('knows single values', () => {
    const one = { value: { kind: 'integer', value: 1n }, inclusive: true } as const;
    const three = { value: { kind: 'integer', value: 3n }, inclusive: true } as const;
    expect(isDiscrete(domainOf([rangeOf(one, one), rangeOf(three, three)], true))).toBe(true);
    expect(isDiscrete(domainOf([rangeOf(one, three)], false))).toBe(false);
  });
});
