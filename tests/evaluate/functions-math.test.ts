import { describe, expect, it } from 'vitest';
import { evaluateSql, show } from './sql-expression.js';

/** SQL and its value as Trino documents it; `unknown`: left open, `failed`: Trino raises an error. */
const cases: readonly (readonly [sql: string, expected: string])[] = [
  ['abs(-3)', '3'],
  ['abs(-1.5)', '15e-1'],
  ['abs(-1.5e0)', '1.5'],
  ['sign(-7)', '-1'],
  ['sign(0.0)', '0e-0'],
  ['ceil(1.2)', '2e-0'],
  ['ceiling(-1.2)', '-1e-0'],
  ['floor(-1.2)', '-2e-0'],
  ['floor(1.7e0)', '1'],
  ['truncate(-1.7)', '-1e-0'],
  ['truncate(1.7e0)', '1'],
  ['round(2.5)', '3e-0'],
  ['round(-2.5)', '-3e-0'],
  ['round(2.5e0)', '3'],
  ['round(-0.5e0)', '-1'],
  ['round(0.49999999999999994e0)', '0'],
  ['round(1.255, 2)', '1260e-3'],
  ['round(7)', '7'],
  ['round(1.25e0, 1)', 'unknown'],
  ['mod(7, 3)', '1'],
  ['mod(-7, 3)', '-1'],
  ['mod(7, 0)', 'failed'],
  ['power(2, 10)', '1024'],
  ['power(2, 0.5)', 'unknown'],
  ['sqrt(9)', '3'],
  ['ln(1)', 'unknown'],
];

describe('mathematical functions', () => {
  it.each(cases)('%s = %s', (sql, expected) => {
    expect(show(evaluateSql(sql))).toBe(expected);
  });
});
