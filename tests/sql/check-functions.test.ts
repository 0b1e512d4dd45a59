import { beforeAll, describe, expect, test } from 'vitest';
import { checkFunctions } from '../../estimator/sql/check-functions.js';
import { foreignFunctions } from '../../estimator/sql/foreign-functions.js';
import { loadParser, type Parser } from '../../estimator/sql/parse.js';
import { trinoFunctions } from '../../estimator/sql/trino-functions.js';

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function doubtsAbout(sql: string, declared: readonly string[] = []): readonly string[] {
  return checkFunctions(parser.parseQuery(sql), sql, declared).map(({ name }) => name);
}

/** A call of the function with one to three arguments, or none, in the forms that the parser takes. */
function callsOf(name: string): readonly string[] {
  const calls = ['', 'a', 'a, b', 'a, b, c'].map((values) => `SELECT ${name}(${values}) FROM t`);
  return calls.filter(canBeRead);
}

function canBeRead(sql: string): boolean {
  try {
    return parser.parseQuery(sql) !== null;
  } catch {
    return false;
  }
}

/** What is syntax of its own, or no call to the parser. */
const ownSyntax = new Set(['json_table', 'set', 'cast', 'try_cast', 'extract', 'json_object']);

test.each([...trinoFunctions].filter((name) => !ownSyntax.has(name)))('%s is a function', (name) => {
  expect(callsOf(name)).not.toEqual([]);
  expect(callsOf(name).flatMap((sql) => doubtsAbout(sql))).toEqual([]);
});

test.each([...foreignFunctions])('%s is another engine’s; Trino has %s', (name, nearest) => {
  expect(trinoFunctions.has(name)).toBe(false);
  for (const written of [name, name.toUpperCase()]) {
    const refused = callsOf(written).filter((sql) => {
      try {
        doubtsAbout(sql);
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'unknown_function', data: { name, nearest } });
        return true;
      }
    });
    expect(refused).not.toEqual([]);
  }
  expect(callsOf(name).flatMap((sql) => doubtsAbout(sql, [name]))).toEqual([]);
});

describe('names', () => {
  test.each([
    ['SELECT lenght(a) FROM t', 'lenght', 'length', 7],
    [
      'SELECT a FROM t WHERE\n  JSON_EXTRACT_SCALER(a, b) = 1',
      'json_extract_scaler',
      'json_extract_scalar',
      24,
    ],
    ['SELECT summ(a) OVER () FROM t', 'summ', 'sum', 7],
    ['SELECT a FROM (SELECT row_numbr() OVER (ORDER BY a) AS a FROM t)', 'row_numbr', 'row_number', 22],
    ['SELECT transform(a, x -> uper(x)) FROM t', 'uper', 'upper', 25],
  ])('near one that exists are mistakes: %s', (sql, name, nearest, start) => {
    expect(() => doubtsAbout(sql)).toThrow(
      expect.objectContaining({
        code: 'unknown_function',
        data: { name, nearest },
        span: { start, end: start + name.length },
      }),
    );
  });

  test('far from all may exist', () => {
    expect(doubtsAbout('SELECT my_company_score(a), another_one(b) FROM t')).toEqual([
      'my_company_score',
      'another_one',
    ]);
  });

  test('that the query declares exist, whatever they are like', () => {
    expect(doubtsAbout('SELECT lenght(a) FROM t', ['lenght'])).toEqual([]);
  });

  test.each([
    'WITH lenght(a) AS (SELECT 1) SELECT length(a) FROM lenght',
    'SELECT lenght FROM t AS lenght(lenght)',
    "SELECT 'lenght(a)' /* lenght(b) */ FROM t -- lenght(c)",
    'SELECT CAST(a AS decimal(10, 2)), CAST(b AS row(x varchar(3))), CAST(c AS timestamp(3)) FROM t',
    'SELECT a FROM t GROUP BY ROLLUP (a), CUBE (b), GROUPING SETS ((a), ())',
    'SELECT EXTRACT(YEAR FROM a), TRIM(BOTH FROM b), POSITION(c IN d), a[1], a || b FROM t',
    'SELECT count(*) FILTER (WHERE a), ARRAY[1], ROW(1, 2), a IN (1), a BETWEEN (1) AND (2) FROM t',
    'SELECT current_date, localtime, current_timestamp(3), CASE WHEN (a) THEN (b) END FROM t',
    "SELECT json_value(a, 'lax $.x' RETURNING varchar), json_query(a, 'lax $.x'), json_exists(a, 'lax $') FROM t",
    'SELECT a AT TIME ZONE (b), listagg(a) WITHIN GROUP (ORDER BY b), a IS DISTINCT FROM (b) FROM t',
    'SELECT * FROM UNNEST(sequence(1, 3)) WITH ORDINALITY AS u(a, b)',
    'SELECT * FROM TABLE(sequence(start => 1, stop => 3))',
  ])('that are no function are left alone: %s', (sql) => {
    expect(canBeRead(sql)).toBe(true);
    expect(doubtsAbout(sql)).toEqual([]);
  });
});
