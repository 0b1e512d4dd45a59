import { describe, expect, test } from 'vitest';
import { engineWithoutTables } from './engine-without-tables.js';

/** Where DuckDB would answer otherwise than Athena: Athena's answer, or none. */
const run = engineWithoutTables();

const table = (values: string): string => ` FROM (VALUES ${values}) t(x, y)`;

/** `SELECT` is left out; the expected values are those of one row. */
const answers: readonly (readonly [what: string, sql: string, ...row: unknown[]])[] = [
  ['numbers of all forms', '1_000, .5, 1.50, 15e-1, 1.5E+1', 1000, '0.5', '1.50', 1.5, 15],
  [
    'names of types are names',
    "text, CAST(string AS int) AS text FROM (VALUES ('a', '7')) AS t(text, string)",
    'a',
    7,
  ],
  ['integers are divided without a fraction', '5 / 2, -5 / 2, 7 / -2', 2, -2, -3],
  ['a remainder has the sign of the dividend', '7 % 3, -7 % 3, mod(-7, 3)', 1, -1, -1],
  ['an integer by a double', '5 / 2e0', 2.5],
  [
    'doubles are divided by zero',
    '1e0 / 0, -1 / 0e0, 0e0 / 0, 5e0 % 0',
    'Infinity',
    '-Infinity',
    'NaN',
    'NaN',
  ],
  [
    'decimals are divided to the larger scale, half up',
    '7.0 / 2, 1.00 / 3, 2.00 / 3, -2.00 / 3',
    '3.5',
    '0.33',
    '0.67',
    '-0.67',
  ],
  [
    'a whole number that is written out is an integer, whatever stands beside it',
    `CAST(100 AS tinyint) * 2, CAST(32000 AS smallint) + 10000, x * 200, coalesce(x, 1000), 2147483648 - 1${table('(CAST(100 AS tinyint), 0)')}`,
    ...[200, 42000, 20000, 100, 2147483647],
  ],
  [
    'numbers that count columns or rows stay those',
    `y, x${table('(1, 2)')} GROUP BY 1, 2 ORDER BY 2 LIMIT 1`,
    2,
    1,
  ],
  [
    'NULL divided by zero is NULL',
    `x / 0, x % 0, x / 0.0, x / 0e0${table('(CAST(NULL AS integer), 0)')}`,
    ...[null, null, null, null],
  ],
  [
    'decimals without a fraction, and below zero',
    'CAST(5 AS decimal(5, 0)) / 2, -0.01 / 3, 1 / 3.000',
    ...['3', '0.00', '0.333'],
  ],
  ['a rate in percent is a decimal', `100.0 * sum(x) / count(*)${table('(1, 0), (0, 0), (0, 0)')}`, '33.3'],
  ['a decimal remainder', '5.5 % 2', '1.5'],
  [
    'a rate of integers is 0',
    `sum(CASE WHEN x > 1 THEN 1 ELSE 0 END) / count(*)${table('(1, 0), (2, 0)')}`,
    0,
  ],
  ['an average of integers is a double', `avg(x)${table('(1, 0), (2, 0)')}`, 1.5],
  ['an average of decimals is a decimal', `avg(x)${table('(1.0, 0), (2.5, 0)')}`, '1.8'],
  ['a literal with an exponent is a double', '1e0 / 3', 1 / 3],
  [
    'rounding goes away from zero',
    'round(2.5e0), round(-2.5e0), round(2.5), round(2.567, 1)',
    3,
    -3,
    '3',
    '2.600',
  ],
  ['whole numbers stay whole', 'ceil(5), floor(5), sign(-2), round(5)', 5, 5, -1, 5],
  ['roots and logarithms of what has none', 'sqrt(-1), ln(0), ln(-1)', 'NaN', '-Infinity', 'NaN'],
  ['powers', 'power(2, 3), exp(0), abs(-1.5)', 8, 1, '1.5'],
  ['concat gives NULL for NULL', "concat('a', NULL), concat('a', 'b', 'c'), 'a' || NULL", null, 'abc', null],
  ['greatest and least give NULL for NULL', 'greatest(1, NULL), least(2, 1), greatest(1, 2)', null, 1, 2],
  [
    'text is cut from 1 on',
    "substr('abc', 0), substr('abc', -5), substr('abc', -2), substr('abc', 2, 1)",
    '',
    '',
    'bc',
    'b',
  ],
  ['a negative length gives nothing', "substr('abc', 3, -2)", ''],
  [
    'a part beyond the last is NULL',
    "split_part('a,b', ',', 2), split_part('a,b', ',', 3), split_part('a,', ',', 2)",
    'b',
    null,
    '',
  ],
  ['all white space is trimmed', "length(trim('\t\n a\u2003')), ltrim('\ta'), rtrim('a\n')", 1, 'a', 'a'],
  ['text is searched', "strpos('abc', 'c'), strpos('abc', 'z'), starts_with('abc', 'ab')", 3, 0, true],
  [
    'a cast of more digits is rounded',
    "CAST('2024-01-01 10:00:00.9999' AS timestamp)",
    '2024-01-01 10:00:01.000',
  ],
  ['length counts characters', "length('aé'), lower('É'), upper('é'), reverse('abc')", 2, 'é', 'É', 'cba'],
  ['split gives an array', "split('a,b', ','), split('a,b', ',')[2]", ['a', 'b'], 'b'],
  [
    'no match is NULL',
    "regexp_extract('abc', 'z'), regexp_extract('ac', 'a(b)?', 1), regexp_extract('abc', 'b(c)', 1)",
    null,
    null,
    'c',
  ],
  [
    'all matches are replaced, with $1 for a group',
    "regexp_replace('aXbX', 'X', 'y'), regexp_replace('ab', '(a)', '$1$1'), regexp_replace('aba', 'a')",
    'ayby',
    'aab',
    'b',
  ],
  [
    'patterns that mean the same',
    "regexp_like('abc', '^(?:a|b)+[^&x-z]$'), regexp_extract('k=17;', '(\\w+)=(\\d{1,3}?);', 2), regexp_replace('a.b.c', '\\.|x+', '-'), regexp_like('ABC', '(?i)bc?')",
    true,
    '17',
    'a-b-c',
    true,
  ],
  ['a match may be anywhere', "regexp_like('abc', 'b'), regexp_like('abc', '^b')", true, false],
  [
    'date_diff counts whole units',
    "date_diff('hour', timestamp '2024-01-01 00:59:00', timestamp '2024-01-01 01:01:00'), date_diff('month', date '2024-01-31', date '2024-02-29')",
    0,
    1,
  ],
  [
    'a truncated date is a date',
    "date_trunc('month', date '2024-02-03'), date_trunc('week', date '2024-01-03')",
    '2024-02-01',
    '2024-01-01',
  ],
  [
    'a truncated timestamp is a timestamp',
    "date_trunc('day', timestamp '2024-02-03 04:05:06')",
    '2024-02-03 00:00:00.000',
  ],
  [
    'a date and an interval are a date',
    "date '2024-01-31' + interval '1' month, date '2024-01-01' - interval '1' day, date_add('day', 3, date '2024-01-31')",
    '2024-02-29',
    '2023-12-31',
    '2024-02-03',
  ],
  [
    'units are added, also less than none of them',
    "date_add('day', -1, date '2024-03-01'), date_add('Month', x, date '2024-03-31'), date_add('quarter', 1, date '2024-11-30'), date_add('week', -x, date '2024-01-07'), date_add('hour', 25, timestamp '2024-01-01 00:00:00') FROM (VALUES -1) t(x)",
    ...['2024-02-29', '2024-02-29', '2025-02-28', '2024-01-14', '2024-01-02 01:00:00.000'],
  ],
  [
    'a timestamp and an interval',
    "timestamp '2024-01-01 00:00:00' - interval '90' minute",
    '2023-12-31 22:30:00.000',
  ],
  [
    'parts of a date',
    "year(date '2024-12-30'), month(date '2024-12-30'), day(date '2024-12-30'), quarter(date '2024-12-30'), week(date '2024-12-30'), day_of_week(date '2024-12-29'), day_of_year(date '2024-12-30')",
    2024,
    12,
    30,
    4,
    1,
    7,
    365,
  ],
  [
    'other names of parts',
    "day_of_month(d), dow(d), doy(d), week_of_year(d) FROM (VALUES date '2024-02-04') t(d)",
    ...[4, 7, 35, 5],
  ],
  [
    'parts that are extracted',
    "extract(year FROM d), extract(quarter FROM d), extract(month FROM d), extract(week FROM d), extract(day FROM d), extract(dow FROM d), extract(doy FROM d), extract(hour FROM timestamp '2024-01-01 04:05:06') FROM (VALUES date '2024-01-07') t(d)",
    ...[2024, 1, 1, 1, 7, 7, 7, 4],
  ],
  [
    'hours and minutes',
    "hour(timestamp '2024-01-01 04:05:06'), minute(timestamp '2024-01-01 04:05:06')",
    4,
    5,
  ],
  [
    'date_parse with minutes and seconds',
    "date_parse('2024-02-03 04:05:06', '%Y-%m-%d %H:%i:%s')",
    '2024-02-03 04:05:06.000',
  ],
  [
    'date_format with minutes and seconds',
    "date_format(timestamp '2024-02-03 04:05:06', '%Y/%m/%d %H:%i:%s')",
    '2024/02/03 04:05:06',
  ],
  [
    'seconds since 1970',
    "from_unixtime(0), to_unixtime(timestamp '1970-01-01 00:00:01')",
    '1970-01-01 00:00:00.000 UTC',
    1,
  ],
  [
    'a cast rounds halves away from zero',
    'CAST(2.5e0 AS integer), CAST(3.5e0 AS bigint), CAST(-2.5 AS integer)',
    3,
    4,
    -3,
  ],
  [
    'what cannot be cast is NULL for TRY_CAST',
    "TRY_CAST('1.5' AS integer), TRY_CAST('2024/01/05' AS date), TRY_CAST('yes' AS boolean), TRY_CAST('2024-01-05T00:00:00' AS timestamp)",
    null,
    null,
    null,
    null,
  ],
  [
    'casts to text',
    "CAST(5 AS varchar), CAST(2.50 AS varchar), CAST(true AS varchar), CAST(date '2024-01-05' AS varchar), CAST(timestamp '2024-01-05 00:00:00' AS varchar)",
    '5',
    '2.50',
    'true',
    '2024-01-05',
    '2024-01-05 00:00:00.000',
  ],
  [
    'casts of text',
    "CAST('12' AS bigint), CAST('1.5' AS double), CAST('1.239' AS decimal(5, 2)), CAST('2024-01-05' AS date), CAST('2024-01-05 04:05' AS timestamp), CAST('T' AS boolean)",
    12,
    1.5,
    '1.24',
    '2024-01-05',
    '2024-01-05 04:05:00.000',
    true,
  ],
  [
    'count_if of nothing is 0',
    `count_if(x > 5), count_if(x > 1)${table('(1, 0), (2, 0)')} WHERE x > 9`,
    0,
    0,
  ],
  ['max_by takes a NULL of the row', `max_by(x, y), min_by(x, y)${table('(NULL, 5), (1, 2)')}`, null, 1],
  ['arbitrary is not NULL where it need not be', `arbitrary(x)${table('(NULL, 5), (1, 2)')}`, 1],
  ['every and bool_or', `every(x > 0), bool_or(x > 1)${table('(1, 0), (2, 0)')}`, true, true],
  [
    'the correlation of one row is NULL',
    `corr(x, y), stddev(x), var_pop(x)${table('(1e0, 2e0)')}`,
    null,
    null,
    0,
  ],
  ['array_agg keeps NULL', `array_agg(x ORDER BY x DESC)${table('(1, 0), (NULL, 0), (2, 0)')}`, [2, 1, null]],
  ['arrays start at 1', 'ARRAY[7, 8][2], cardinality(ARRAY[7, 8]), ARRAY[7] || ARRAY[8]', 8, 2, [7, 8]],
  [
    'contains of an array with NULL is unknown',
    'contains(ARRAY[1, NULL], 2), contains(ARRAY[1, NULL], 1), contains(ARRAY[1], 2)',
    null,
    true,
    false,
  ],
  [
    'arrays are compared where no NULL is in them',
    "ARRAY[1, 2] = ARRAY[1, 2], ARRAY[1] <> ARRAY[1], split('a,b', ',') = ARRAY['a', 'b'], ARRAY[1, NULL] IS DISTINCT FROM ARRAY[1, NULL]",
    ...[true, false, true, false],
  ],
  ['conditions', 'if(false, 1), if(true, 1, 2), nullif(1, 1), coalesce(NULL, 2)', null, 1, null, 2],
  [
    'a real has the digits that tell it from others',
    'CAST(1.23456789012345678e0 AS real), CAST(1e38 AS real), CAST(0.1 AS real), ARRAY[CAST(-1e-10 AS real)], CAST(16777216 AS real), CAST(0.1 AS double), CAST(NULL AS real)',
    ...[1.2345679, 1e38, 0.1, [-1e-10], 16777216, 0.1, null],
  ],
  [
    'a map',
    "map(ARRAY['b', 'a'], ARRAY[1, NULL]), map(), map(ARRAY['a'], ARRAY[1])['a']",
    { b: 1, a: null },
    {},
    1,
  ],
  ['a map of NULL is NULL', 'map(CAST(NULL AS array(integer)), ARRAY[1])', null],
  [
    'a row has fields by their number',
    "row(1, 'a'), row(NULL, row(2, 3)), ARRAY[row(1, 2), row(3, 4)]",
    { field0: 1, field1: 'a' },
    { field0: null, field1: { field0: 2, field1: 3 } },
    [
      { field0: 1, field1: 2 },
      { field0: 3, field1: 4 },
    ],
  ],
  [
    'a row that is cast has the names of the cast, in its order',
    "CAST(row(1, 'a') AS row(x bigint, Y varchar)), CAST(row(1, row(2, 3)) AS row(a integer, b row(c double, d integer))).b.c",
    { x: 1, y: 'a' },
    2,
  ],
  [
    'arrays and maps are cast part by part',
    "CAST(ARRAY[1, NULL] AS array(double)), CAST(map(ARRAY['a'], ARRAY[1]) AS map(varchar, bigint)), CAST(ARRAY[row(1, 2)] AS array(row(x integer, y bigint)))[1].y, CAST(NULL AS row(x integer))",
    [1, null],
    { a: 1 },
    2,
    null,
  ],
  [
    'nested values through a query',
    `r.x, m['k']${''} FROM (SELECT CAST(row(7) AS row(x integer)) AS r, map(ARRAY['k'], ARRAY[8]) AS m)`,
    7,
    8,
  ],
  ['bytes are shown in hexadecimal', "X'4142'", '41 42'],
];

describe('Athena’s answer', () => {
  test.each(answers)('%s', async (_, sql, ...row) => {
    const [first, ...others] = (await run(`SELECT ${sql}`)).rows;
    expect(first).toEqual(row);
    expect(others).toEqual([]);
  });

  test('joined columns come first in *, those of the last join before the others', async () => {
    const sql = `SELECT *, m FROM (VALUES (1, 2, 3)) t(a, k, x) LEFT JOIN (VALUES (2, 4, 6)) u(k, x, m) USING (k)
      FULL JOIN (VALUES (7, 6)) v(z, m) USING (m)`;
    expect((await run(sql)).rows).toEqual([[6, 2, 1, 3, 4, 7, 6]]);
  });

  test('LIMIT ALL is no limit', async () => {
    const limited = async (clauses: string): Promise<unknown> =>
      (await run(`SELECT x${table('(1, 0), (2, 0)')} ORDER BY x ${clauses}`)).rows.flat();
    expect([await limited('LIMIT ALL'), await limited('OFFSET 1 LIMIT ALL')]).toEqual([[1, 2], [2]]);
  });

  test('NULLs are last, up and down', async () => {
    const sorted = async (direction: string): Promise<unknown> =>
      (await run(`SELECT x${table('(1, 0), (NULL, 0), (2, 0)')} ORDER BY x ${direction}`)).rows.flat();
    expect([await sorted('ASC'), await sorted('DESC')]).toEqual([
      [1, 2, null],
      [2, 1, null],
    ]);
  });

  test('NULLs are last in windows, and can be passed over', async () => {
    const sql = `SELECT first_value(x) OVER (ORDER BY x), lag(x) IGNORE NULLS OVER (ORDER BY y), ntile(2) OVER (ORDER BY y)
      ${table('(NULL, 1), (1, 2), (NULL, 3), (2, 4)')} ORDER BY y`;
    expect((await run(sql)).rows).toEqual([
      [1, null, 1],
      [1, null, 1],
      [1, 1, 2],
      [1, 1, 2],
    ]);
  });

  test('a grouped quotient or date is the same one in SELECT, HAVING and ORDER BY', async () => {
    const sql = `SELECT x / y AS q, date_trunc('month', date '2024-01-05' + interval '1' day), count(*)
      ${table('(7.0, 2), (7.0, 2), (9.0, 2)')} GROUP BY x / y, 2 HAVING max(x) / 2 > 1 ORDER BY x / y DESC`;
    expect((await run(sql)).rows).toEqual([
      ['4.5', '2024-01-01', 1],
      ['3.5', '2024-01-01', 2],
    ]);
  });

  test('a window over decimals, and subqueries of other types under the same names', async () => {
    const sql = `SELECT a.v, b.v, avg(a.v) OVER () FROM
      (SELECT x / y AS v${table('(1, 2)')}) b, (SELECT x / y AS v${table('(1.0, 2)')}) a`;
    expect((await run(sql)).rows).toEqual([['0.5', 0, '0.5']]);
  });

  test('types are called as Athena calls them', async () => {
    const sql = `SELECT 7.0 / 2, date_trunc('month', date '2024-01-05'), count_if(true), sum(1), length('a'), ceil(5),
      sign(1), timestamp '2024-01-05 00:00:00', ARRAY[1e0], now()`;
    expect((await run(sql)).columns.map(({ type }) => type)).toEqual([
      'decimal(2,1)',
      'date',
      'bigint',
      'bigint',
      'bigint',
      'integer',
      'integer',
      'timestamp(3)',
      'array(double)',
      'timestamp(3) with time zone',
    ]);
  });
});
