import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainText } from '../../estimator/advise/domain-text.js';
import type { Domain, DomainValue } from '../../estimator/scan/domain.js';
import { domainOf } from '../../estimator/scan/domain-algebra.js';
import { compareDomainValues } from '../../estimator/scan/domain-value.js';
import { extractDomains } from '../../estimator/scan/extract-domains.js';
import { clock, columnsOf, parseExpression } from '../evaluate/sql-expression.js';

const values: Readonly<Record<string, fc.Arbitrary<DomainValue>>> = {
  bigint: fc.bigInt({ min: -1000n, max: 1000n }).map((value) => ({ kind: 'integer', value })),
  double: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ kind: 'double', value: value + 0 })),
  'decimal(10,2)': fc
    .bigInt({ min: -99_999n, max: 99_999n })
    .map((unscaled) => ({ kind: 'decimal', unscaled, scale: 2 })),
  varchar: fc.string().map((value) => ({ kind: 'varchar', value: value.replaceAll('\0', '') })),
  date: fc.integer({ min: -100_000, max: 100_000 }).map((days) => ({ kind: 'date', days })),
  timestamp: fc
    .bigInt({ min: -1_000_000_000_000n, max: 10_000_000_000_000n })
    .map((millis) => ({ kind: 'timestamp', micros: millis * 1000n })),
};

/** One range, perhaps a point, perhaps open on a side. */
function rangeOf(value: fc.Arbitrary<DomainValue>): fc.Arbitrary<Domain> {
  return fc
    .tuple(value, value, fc.boolean(), fc.boolean(), fc.constantFrom('low', 'high', 'both'))
    .map(([one, other, isLowIn, isHighIn, sides]) => {
      const [least, most] = compareDomainValues(one, other) <= 0 ? [one, other] : [other, one];
      const isPoint = compareDomainValues(least, most) === 0 && sides === 'both';
      const low = sides === 'high' ? null : { value: least, inclusive: isPoint || isLowIn };
      const high = sides === 'low' ? null : { value: most, inclusive: isPoint || isHighIn };
      return domainOf([{ low, high }], false);
    });
}

describe('domainText', () => {
  it.each(Object.keys(values))('is read back as the same values of %s', (type) => {
    const columns = columnsOf({ x: type });
    fc.assert(
      fc.property(rangeOf(values[type] ?? fc.constant({ kind: 'boolean', value: true })), (domain) => {
        const text = domainText('x', domain);
        expect(text).not.toBeNull();
        const { leaves } = extractDomains([parseExpression(text ?? '', columns)], {
          clock,
          unwrapsFunctions: false,
        });
        expect(leaves.map((leaf) => leaf.domain)).toEqual([domain]);
      }),
    );
  });

  it('says nothing where NULL passes, where nothing does, and of years that no literal has', () => {
    expect(domainText('x', { ranges: [{ low: null, high: null }], nullAllowed: true })).toBeNull();
    expect(domainText('x', { ranges: [], nullAllowed: false })).toBeNull();
    const late = { value: { kind: 'date', days: 10_000_000 }, inclusive: true } as const;
    expect(domainText('x', { ranges: [{ low: late, high: null }], nullAllowed: false })).toBeNull();
  });
});
