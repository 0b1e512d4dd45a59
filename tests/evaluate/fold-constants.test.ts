import { describe, expect, it } from 'vitest';
import { foldConstants } from '../../estimator/evaluate/fold-constants.js';
import { isDeterministic } from '../../estimator/evaluate/is-deterministic.js';
import { typeOf } from '../../estimator/evaluate/type-of.js';
import { unsupportedFunctions } from '../../estimator/evaluate/unsupported-functions.js';
import { clock, columnsOf, parseExpression, show } from './sql-expression.js';

const columns = columnsOf({ a: 'integer', b: 'boolean', s: 'varchar', d: 'double', n: 'decimal(10,2)' });

function folded(sql: string): string {
  const expression = foldConstants(parseExpression(sql, columns), clock);
  return expression.kind === 'literal' ? show(expression.value) : expression.kind;
}

/** What an expression folds to is compared with another expression that stays as it is. */
function expectFolded(sql: string, same: string): void {
  expect(foldConstants(parseExpression(sql, columns), clock)).toEqual(parseExpression(same, columns));
}

describe('foldConstants', () => {
  it.each([
    ['1 + 2', '3'],
    ["'s' = 'c'", 'false'],
    ["current_date - INTERVAL '1' DAY", '2024-02-28'],
    ["date_format(current_timestamp, '%Y')", "'2024'"],
    ["a > 1 AND 's' = 'c'", 'false'],
    ['a > 1 OR true', 'true'],
    ['a > 1 AND (b OR (1 = 1))', 'comparison'],
    ['a = NULL', 'NULL'],
    ['NULL > s', 'NULL'],
    ['CASE WHEN 1 = 2 THEN b ELSE true END', 'true'],
    ['coalesce(NULL, true, b)', 'true'],
    ['if(1 = 1, b, false)', 'reference'],
    ['NOT true', 'false'],
    ['a = 1 / 0', 'comparison'],
    ['1 / 0', 'arithmetic'],
    ['random() < 0.5', 'comparison'],
    ['CAST(0.1 AS real)', 'cast'],
    ["CAST('a' AS char(3))", 'cast'],
    ['ln(2) > 0', 'comparison'],
    ['? = 1', 'comparison'],
  ])('%s is %s', (sql, expected) => {
    expect(folded(sql)).toBe(expected);
  });

  it.each([
    ['NOT NOT b', 'b'],
    ['NOT (a = 1)', 'a <> 1'],
    ['NOT (a IS DISTINCT FROM 1)', 'a IS NOT DISTINCT FROM 1'],
    ['NOT (d < 1e0)', 'NOT (d < 1e0)'],
    ['a > 1 AND true', 'a > 1'],
    ['a > 1 AND (a < 9 AND b)', 'a > 1 AND a < 9 AND b'],
    ["s = concat('a', 'b')", "s = 'ab'"],
    ['CASE WHEN false THEN 2 WHEN b THEN 3 ELSE 4 END', 'CASE WHEN b THEN 3 ELSE 4 END'],
    ['CASE WHEN true THEN a ELSE n END / 2', 'CASE WHEN true THEN a ELSE n END / 2'],
    ['coalesce(NULL, s, NULL)', 's'],
    ["s LIKE concat('a', '%')", "s LIKE 'a%'"],
  ])('%s is the same as %s', (sql, same) => {
    expectFolded(sql, same);
  });
});

describe('isDeterministic', () => {
  it('finds random functions at any depth', () => {
    expect(isDeterministic(parseExpression('a > 1 AND upper(s) = uuid()', columns))).toBe(false);
    expect(isDeterministic(parseExpression('a > 1 AND now() > current_date', columns))).toBe(true);
  });
});

describe('unsupportedFunctions', () => {
  it('names each once, in order', () => {
    const sql = "soundex(s) = 'a' AND upper(s) = soundex('x') AND json_extract_scalar(s, '$.a') = 'b'";
    expect(unsupportedFunctions(parseExpression(sql, columns))).toEqual(['soundex', 'json_extract_scalar']);
  });

  it('leaves out random functions, by which Athena does not prune either', () => {
    expect(unsupportedFunctions(parseExpression('random() < 0.5', columns))).toEqual([]);
  });

  it('knows functions by their number of arguments', () => {
    expect(unsupportedFunctions(parseExpression('substr(s)', columns))).toEqual(['substr']);
  });
});

describe('typeOf', () => {
  it.each([
    ['a + 1', { kind: 'integer', bits: 32 }],
    ['a + 3000000000', { kind: 'integer', bits: 64 }],
    ['a + 1.5', { kind: 'decimal', precision: 12, scale: 1 }],
    ['a * d', { kind: 'double' }],
    ['length(s)', { kind: 'integer', bits: 64 }],
    ['substr(s, 1, 4)', { kind: 'varchar', length: null }],
    ["date_parse(s, '%Y')", { kind: 'timestamp', zoned: false }],
    ["DATE '2024-01-01' + INTERVAL '1' DAY", { kind: 'date' }],
    ['a = 1', { kind: 'boolean' }],
    ['CASE WHEN b THEN 1 ELSE 2.5 END', { kind: 'decimal', precision: 11, scale: 1 }],
    ['soundex(s)', null],
  ])('of %s', (sql, expected) => {
    expect(typeOf(parseExpression(sql, columns))).toEqual(expected);
  });
});
