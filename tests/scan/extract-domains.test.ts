import { describe, expect, it } from 'vitest';
import type { Bound, Domain, DomainValue } from '../../estimator/scan/domain.js';
import { extractDomains } from '../../estimator/scan/extract-domains.js';
import { clock, columnsOf, parseExpression } from '../evaluate/sql-expression.js';

const columns = columnsOf({
  i: 'integer',
  big: 'bigint',
  f: 'real',
  d: 'double',
  n: 'decimal(10,2)',
  wide: 'decimal(16,2)',
  s: 'varchar',
  short: 'varchar(5)',
  c: 'char(5)',
  b: 'boolean',
  day: 'date',
  ts: 'timestamp',
  tz: 'timestamp with time zone',
  r: 'row(x integer, y row(z varchar))',
  a: 'array(integer)',
});

function domainsOf(sql: string, unwrapsFunctions = true): string {
  const { leaves, isNone } = extractDomains([parseExpression(sql, columns)], { clock, unwrapsFunctions });
  if (isNone) return 'none';
  return leaves.map(({ name, domain }) => `${name}: ${showDomain(domain)}`).join('; ') || 'all';
}

function showDomain({ ranges, nullAllowed }: Domain): string {
  const shown = ranges.map(({ low, high }) => {
    if (low !== null && high !== null && showBound(low) === showBound(high)) return `{${showBound(low)}}`;
    const start = low === null ? '(-∞' : `${low.inclusive ? '[' : '('}${showBound(low)}`;
    const end = high === null ? '∞)' : `${showBound(high)}${high.inclusive ? ']' : ')'}`;
    return `${start}, ${end}`;
  });
  return [...shown, ...(nullAllowed ? ['NULL'] : [])].join(' ');
}

function showBound({ value }: Bound): string {
  return showValue(value);
}

function showValue(value: DomainValue): string {
  if (value.kind === 'date') return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  if (value.kind === 'timestamp') return new Date(Number(value.micros / 1000n)).toISOString().slice(0, 19);
  if (value.kind === 'decimal') return `${value.unscaled}e-${value.scale}`;
  return String(value.value);
}

describe('extractDomains', () => {
  it.each([
    ['i = 5', 'i: {5}'],
    ['5 = i', 'i: {5}'],
    ["n < DECIMAL '1.25'", 'n: (-∞, 125e-2)'],
    ["n = DECIMAL '-12'", 'n: {-1200e-2}'],
    ['5 < i', 'i: (5, ∞)'],
    ['i >= 5 AND i < 10', 'i: [5, 10)'],
    ['i <> 5', 'i: (-∞, 5) (5, ∞)'],
    ['NOT (i > 5)', 'i: (-∞, 5]'],
    ['i BETWEEN 1 AND 3', 'i: [1, 3]'],
    ['i NOT BETWEEN 1 AND 3', 'i: (-∞, 1) (3, ∞)'],
    ['i BETWEEN 3 AND 1', 'none'],
    ['i IN (3, 1, 2, 3)', 'i: {1} {2} {3}'],
    ['i IN (1, NULL)', 'i: {1}'],
    ['i NOT IN (1, 3)', 'i: (-∞, 1) (1, 3) (3, ∞)'],
    ['i NOT IN (1, NULL)', 'none'],
    ['i IN (1, big)', 'all'],
    ['i = 1 OR i = 3 OR i > 7', 'i: {1} {3} (7, ∞)'],
    ['i = 1 OR big = 3', 'all'],
    ['(i = 1 AND big = 2) OR (i = 3 AND big = 4)', 'i: {1} {3}; big: {2} {4}'],
    ['i = 1 AND i = 2', 'none'],
    ["i = 1 AND 's' = 'c'", 'none'],
    ['i = NULL', 'none'],
    ['i IS NULL', 'i: NULL'],
    ['i IS NOT NULL', 'i: (-∞, ∞)'],
    ['i IS NULL OR i < 3', 'i: (-∞, 3) NULL'],
    ['i IS NULL AND i < 3', 'none'],
    ['i IS DISTINCT FROM 3', 'i: (-∞, 3) (3, ∞) NULL'],
    ['i IS NOT DISTINCT FROM 3', 'i: {3}'],
    ['i IS NOT DISTINCT FROM NULL', 'i: NULL'],
    ['i IS DISTINCT FROM NULL', 'i: (-∞, ∞)'],
    ['i < big', 'all'],
    ['i + 1 = 5', 'all'],
    ['abs(i) = 5', 'all'],
    ['i = 1 AND abs(i) = 5', 'i: {1}'],
    ['true', 'all'],
    ['false', 'none'],
    ['i = 1 OR random() < 0.5', 'all'],
    ['i = 1 / 0', 'all'],
    ["i = 'a'", 'all'],
  ])('%s: %s', (sql, expected) => {
    expect(domainsOf(sql)).toBe(expected);
  });
});

describe('constants of another type', () => {
  it.each([
    ['big > 1.5', 'big: [2, ∞)'],
    ['big >= 2.0', 'big: [2, ∞)'],
    ['big < 1.5', 'big: (-∞, 2)'],
    ['big = 1.5', 'none'],
    ['big <> 1.5', 'big: (-∞, ∞)'],
    ['big = 2.0', 'big: {2}'],
    ['big = 2e0', 'big: {2}'],
    ['big > 2.5e0', 'big: [3, ∞)'],
    ['big > 1e20', 'big: [9007199254740992, ∞)'],
    ['big < 1e20', 'big: (-∞, ∞)'],
    ['i < 10000000000', 'i: (-∞, 10000000000)'],
    ['n > 1.555', 'n: [156e-2, ∞)'],
    ['n = 1.5', 'n: {150e-2}'],
    ['n = 1.555', 'none'],
    ['n = 3', 'n: {300e-2}'],
    ['n > 1e0', 'n: (100e-2, ∞)'],
    ['n = 0.3e0', 'n: {30e-2}'],
    ['n = 0.305e0', 'none'],
    ['n >= -0.005e0', 'n: [0e-2, ∞)'],
    ['n < 1e300', 'n: (-∞, ∞)'],
    ['n <= -1e300', 'none'],
    ['wide > 1e0', 'all'],
    ['d > 1.5', 'd: (1.5, ∞)'],
    ['d > 1', 'd: (1, ∞)'],
    ['d <> 1.5', 'all'],
    ['NOT (d < 1.5)', 'all'],
    ['d NOT IN (1, 2)', 'all'],
    ['CAST(big AS integer) = 5', 'all'],
    ['CAST(big AS decimal(5,1)) = 5', 'all'],
    ['CAST(i AS decimal(12,1)) = 5', 'i: {5}'],
    ['d = 0e0 / 0e0', 'none'],
    ['d IS DISTINCT FROM 1e0', 'all'],
    ['f > 0.1e0', 'f: [0.10000000149011612, ∞)'],
    ['f <= 0.1e0', 'f: (-∞, 0.10000000149011612)'],
    ['f = 0.1e0', 'none'],
    ['f = 0.5e0', 'f: {0.5}'],
    ['f < 1e300', 'f: (-∞, Infinity)'],
    ['f = infinity()', 'f: {Infinity}'],
    ['d = nan()', 'none'],
    ['f > 0.1', 'f: (0.10000000149011612, ∞)'],
    ["day >= TIMESTAMP '2024-01-01 00:00:00'", 'day: [2024-01-01, ∞)'],
    ["day > TIMESTAMP '2024-01-01 10:00:00'", 'day: (2024-01-01, ∞)'],
    ["day = TIMESTAMP '2024-01-01 10:00:00'", 'none'],
    ["ts >= DATE '2024-01-01'", 'ts: [2024-01-01T00:00:00, ∞)'],
    ["ts > current_timestamp - INTERVAL '1' DAY", 'ts: (2024-02-28T13:14:15, ∞)'],
    ['day = current_date', 'day: {2024-02-29}'],
    ['s > 5', 'all'],
  ])('%s: %s', (sql, expected) => {
    expect(domainsOf(sql)).toBe(expected);
  });
});

describe('casts and functions that are ranges', () => {
  it.each([
    ['CAST(i AS bigint) = 5', 'i: {5}'],
    ['CAST(i AS double) > 2.5e0', 'i: [3, ∞)'],
    ["CAST(ts AS date) = DATE '2024-01-02'", 'ts: [2024-01-02T00:00:00, 2024-01-03T00:00:00)'],
    ["CAST(ts AS date) > DATE '2024-01-02'", 'ts: [2024-01-03T00:00:00, ∞)'],
    ["CAST(ts AS date) <= DATE '2024-01-02'", 'ts: (-∞, 2024-01-03T00:00:00)'],
    [
      "CAST(ts AS date) IN (DATE '2024-01-02', DATE '2024-01-04')",
      'ts: [2024-01-02T00:00:00, 2024-01-03T00:00:00) [2024-01-04T00:00:00, 2024-01-05T00:00:00)',
    ],
    ["date(ts) < DATE '2024-01-02'", 'ts: (-∞, 2024-01-02T00:00:00)'],
    [
      "CAST(CAST(ts AS date) AS timestamp) >= TIMESTAMP '2024-01-02 10:00:00'",
      'ts: [2024-01-03T00:00:00, ∞)',
    ],
    ["CAST(s AS varchar(10)) = 'a'", 'all'],
    ["CAST(short AS varchar) = 'a'", 'short: {a}'],
    ["CAST(i AS varchar) = '5'", 'all'],
    ['TRY_CAST(i AS bigint) = 5', 'all'],
    ['CAST(n AS integer) = 5', 'all'],
    ['year(day) = 2024', 'day: [2024-01-01, 2025-01-01)'],
    ['year(ts) >= 2024', 'ts: [2024-01-01T00:00:00, ∞)'],
    ['year(day) <> 2024', 'day: (-∞, 2024-01-01) [2025-01-01, ∞)'],
    ['year(day) IN (2022, 2024)', 'day: [2022-01-01, 2023-01-01) [2024-01-01, 2025-01-01)'],
    ['year(day) BETWEEN 2022 AND 2024', 'day: [2022-01-01, 2025-01-01)'],
    ['month(day) = 1', 'all'],
    ["date_trunc('month', day) = DATE '2024-02-01'", 'day: [2024-02-01, 2024-03-01)'],
    ["date_trunc('month', day) = DATE '2024-02-02'", 'none'],
    ["date_trunc('month', day) > DATE '2024-02-02'", 'day: [2024-03-01, ∞)'],
    ["date_trunc('hour', ts) >= TIMESTAMP '2024-02-02 10:00:00'", 'ts: [2024-02-02T10:00:00, ∞)'],
    ["date_trunc('day', ts) < TIMESTAMP '2024-02-02 10:00:00'", 'ts: (-∞, 2024-02-03T00:00:00)'],
  ])('%s: %s', (sql, expected) => {
    expect(domainsOf(sql)).toBe(expected);
  });

  it.each([
    'year(day) = 2024',
    "date_trunc('month', day) = DATE '2024-02-01'",
    "CAST(s AS date) = DATE '2024-11-10'",
    "CAST(ts AS date) IN (DATE '2024-01-02', DATE '2024-01-04')",
    "CAST(ts AS date) BETWEEN DATE '2024-01-02' AND DATE '2024-01-04'",
    'r.x = 1',
  ])('%s is no certain range', (sql) => {
    expect(domainsOf(sql, false)).toBe('all');
    expect(domainsOf(sql, true)).not.toBe('all');
  });

  it.each([
    "CAST(ts AS date) = DATE '2024-01-02'",
    "CAST(ts AS date) IN (DATE '2024-01-02')",
    'CAST(i AS bigint) IN (1, 2)',
    "s LIKE 'a%'",
  ])('%s is a certain range', (sql) => {
    expect(domainsOf(sql, true)).toBe(domainsOf(sql, false));
    expect(domainsOf(sql, true)).not.toBe('all');
  });
});

describe('texts and booleans', () => {
  it.each([
    ["s = 'a'", 's: {a}'],
    ["s > 'a' AND s <= 'b'", 's: (a, b]'],
    ["s LIKE 'abc%'", 's: [abc, abd)'],
    ["s LIKE 'abc'", 's: {abc}'],
    ["s LIKE 'a_c%'", 's: [a, b)'],
    ["s LIKE 'a#_c%' ESCAPE '#'", 's: [a_c, a_d)'],
    ["s LIKE '%abc'", 'all'],
    ["s LIKE ''", 's: {}'],
    ["s NOT LIKE 'abc'", 's: (-∞, abc) (abc, ∞)'],
    ["s NOT LIKE 'abc%'", 'all'],
    ['s LIKE NULL', 'none'],
    ["s LIKE 'aé%'", 's: [aé, b)'],
    ["s LIKE 'é%'", 'all'],
    ["starts_with(s, 'abc')", 's: [abc, abd)'],
    ["NOT starts_with(s, 'abc')", 'all'],
    ["substr(s, 1, 3) = 'abc'", 'all'],
    ["c = 'a'", 'all'],
    ['b', 'b: {true}'],
    ['NOT b', 'b: {false}'],
    ['b = false', 'b: {false}'],
    ['b <> true', 'b: (-∞, true) (true, ∞)'],
    ['b OR NOT b', 'b: {false} {true}'],
    ["CAST(s AS date) = DATE '2024-11-10'", 's: (-∞, 1) [2024-11-10, 2024-11-11) (9, ∞)'],
    ["date(s) > DATE '2024-11-10'", 's: (-∞, 1) (2023, ∞)'],
    ["CAST(short AS date) = DATE '2024-11-10'", 'all'],
    ["NOT CAST(s AS date) = DATE '2024-11-10'", 's: (-∞, 2024-11-10) [2024-11-11, ∞)'],
  ])('%s: %s', (sql, expected) => {
    expect(domainsOf(sql)).toBe(expected);
  });
});

describe('leaves', () => {
  it.each([
    ['r.x = 1', 'r.x: {1}'],
    ["r.y.z = 'q' AND r.x > 1", 'r.y.z: {q}; r.x: (1, ∞)'],
    ['r.x IS NULL', 'r.x: NULL'],
    ['a IS NULL', 'all'],
    ["tz > TIMESTAMP '2024-01-01 00:00:00'", 'tz: (2024-01-01T00:00:00, ∞)'],
    ['a[1] = 1', 'all'],
  ])('%s: %s', (sql, expected) => {
    expect(domainsOf(sql)).toBe(expected);
  });

  it('makes one range of more than 1,000', () => {
    const items = Array.from({ length: 1001 }, (_, index) => index * 2);
    expect(domainsOf(`i IN (${items.slice(0, 1000).join(', ')})`).split('{')).toHaveLength(1001);
    expect(domainsOf(`i IN (${items.join(', ')})`)).toBe('i: [0, 2000]');
    expect(domainsOf(`i IN (${items.slice(0, 101).join(', ')})`, false)).toBe('i: [0, 200]');
  });

  it('takes all conjuncts together', () => {
    const conjuncts = ['i > 1', 'i < 5', "s = 'a'"].map((sql) => parseExpression(sql, columns));
    const { leaves } = extractDomains(conjuncts, { clock });
    expect(leaves.map(({ name, domain }) => `${name} ${showDomain(domain)}`)).toEqual(['i (1, 5)', 's {a}']);
  });
});
