import { describe, expect, it } from 'vitest';
import { referencePlace } from '../../estimator/advise/reference-place.js';

/** The query with `K` asked too where `t` is named first; null where it cannot be. */
function withCondition(query: string): string | null {
  const place = referencePlace(query, query.search(/\bt\b/));
  if (place === null) return null;
  const condition = place.qualifier === null ? 'K' : `${place.qualifier}.K`;
  return [...place.addCondition(condition)]
    .sort((left, right) => right.span.start - left.span.start)
    .reduce((text, { span, text: own }) => text.slice(0, span.start) + own + text.slice(span.end), query);
}

describe('a condition is added', () => {
  it.each([
    ['SELECT a FROM t WHERE a = 1', 'SELECT a FROM t WHERE a = 1 AND K'],
    ['SELECT a FROM t', 'SELECT a FROM t WHERE K'],
    ['SELECT a\nFROM t\nGROUP BY a', 'SELECT a\nFROM t\nWHERE K\nGROUP BY a'],
    ['SELECT a FROM t WHERE a = 1 -- why\nLIMIT 5', 'SELECT a FROM t WHERE a = 1 AND K -- why\nLIMIT 5'],
    ['SELECT a FROM t WHERE a OR b ORDER BY a', 'SELECT a FROM t WHERE (a OR b) AND K ORDER BY a'],
    ['SELECT a FROM t WHERE a AND (b OR c)', 'SELECT a FROM t WHERE a AND (b OR c) AND K'],
    ['SELECT a FROM (SELECT a FROM t) WHERE a', 'SELECT a FROM (SELECT a FROM t WHERE K) WHERE a'],
    [
      'SELECT a FROM t x JOIN u ON x.a = u.a WHERE x.b',
      'SELECT a FROM t x JOIN u ON x.a = u.a WHERE x.b AND x.K',
    ],
    ['SELECT a FROM u, t WHERE u.a = t.a', 'SELECT a FROM u, t WHERE u.a = t.a AND t.K'],
    ['SELECT a FROM t AS "T" LEFT JOIN u ON b', 'SELECT a FROM t AS "T" LEFT JOIN u ON b WHERE "T".K'],
    ['SELECT a FROM t UNION ALL SELECT a FROM u', 'SELECT a FROM t WHERE K UNION ALL SELECT a FROM u'],
    ['SELECT a FROM u RIGHT JOIN t ON b', 'SELECT a FROM u RIGHT JOIN t ON b WHERE t.K'],
    [
      'WITH c AS (SELECT a FROM t WHERE a) SELECT 1 FROM c WHERE b OR d',
      'WITH c AS (SELECT a FROM t WHERE a AND K) SELECT 1 FROM c WHERE b OR d',
    ],
    [
      'SELECT a FROM u JOIN t ON u.a IS DISTINCT FROM t.a WHERE 1 = 1',
      'SELECT a FROM u JOIN t ON u.a IS DISTINCT FROM t.a WHERE 1 = 1 AND t.K',
    ],
  ])('%s', (query, expected) => {
    expect(withCondition(query)).toBe(expected);
  });

  it.each([
    ['on the side that is filled with NULLs', 'SELECT a FROM u LEFT JOIN t ON u.a = t.a WHERE b'],
    ['before a right join', 'SELECT a FROM t RIGHT JOIN u ON u.a = t.a'],
    ['of a full join', 'SELECT a FROM t FULL OUTER JOIN u ON u.a = t.a'],
    ['under renamed columns', 'SELECT a FROM t AS x (a, b) WHERE a = 1'],
    ['in parentheses of a join', 'SELECT a FROM (t CROSS JOIN u) WHERE a = 1'],
  ])('not %s', (_, query) => {
    expect(withCondition(query)).toBeNull();
  });
});
