import { describe, expect, test } from 'vitest';
import { engineWithoutTables } from './engine-without-tables.js';

/** Where Athena has no answer, or another one than DuckDB: none is given here either. */
const run = engineWithoutTables();

const table = (values: string): string => ` FROM (VALUES ${values}) t(x, y)`;

describe('where Athena fails', () => {
  test.each([
    ['1 / 0', /Division by zero/],
    ['1.0 / 0', /Division by zero/],
    ['mod(7, 0)', /Division by zero/],
    ['2147483647 + 1', /Overflow/],
    ['CAST(100 AS tinyint) * CAST(2 AS tinyint)', /Overflow/],
    [`sum(x)${table('(9223372036854775807, 0), (1, 0)')}`, /out of range/],
    [`sum(x) - 1${table('(9223372036854775807, 0), (1, 0)')}`, /out of range/],
    [`sum(x) OVER () - 1${table('(9223372036854775807, 0), (1, 0)')}`, /out of range/],
    ['ARRAY[1, 2][3]', /must be less than or equal to array length/],
    ['ARRAY[1, 2][0]', /start at 1/],
    ["map(ARRAY['a', 'a'], ARRAY[1, 2])", /unique/],
    ['map(ARRAY[NULL], ARRAY[1])', /NULL/],
    ["map(ARRAY['a'], ARRAY[1, 2])", /align/],
    ["map(ARRAY['a'], ARRAY[1])['b']", /Key not present/],
    ["split_part('a', ',', 0)", /greater than zero/],
    ["CAST('1.5' AS integer)", /Cannot cast '1.5'/],
    ["CAST('2024/01/05' AS date)", /Cannot cast '2024\/01\/05' to date/],
    ["CAST('yes' AS boolean)", /Cannot cast 'yes'/],
    ["CAST('1_000' AS double)", /Cannot cast/],
    ["date_add('fortnight', 1, date '2024-01-01')", /'fortnight' is not a valid unit/],
    ["date_trunc('hour', date '2024-01-01')", /'hour' is not a valid unit of a date/],
    ["date_diff('minute', date '2024-01-01', date '2024-01-02')", /'minute' is not a valid unit of a date/],
  ])('%s fails here too', async (sql, message) => {
    await expect(run(`SELECT ${sql}`)).rejects.toMatchObject({ code: 'query_failed', message });
  });
});

describe('what Athena has no function for', () => {
  test.each([
    "concat('a', 1)",
    "'a' || 1",
    '1 || 2',
    "'x' || DATE '2024-01-01'",
    "'a' || true",
    `x || y${table("('a', 1)")}`,
    "date_add('hour', 1, date '2024-01-01')",
    "date_add('day', '1', date '2024-01-01')",
    "date_add('day', 1.5, date '2024-01-01')",
    "date_add('day', 1, '2024-01-01')",
    'length(ARRAY[1, 2])',
    'length(12)',
    "sqrt('4')",
    "power('2', 2)",
    "mod('5', 2)",
    "from_unixtime('0')",
    `round(x, '1')${table('(1.5, 0)')}`,
    "substr('abc', '1')",
    `substr(x, 1)${table('(123, 0)')}`,
    `upper(x)${table('(1, 0)')}`,
    `bool_and(x)${table('(1, 0)')}`,
    `count_if(x)${table('(1, 0)')}`,
    "hour(date '2024-01-01')",
    `to_unixtime(x)${table("(date '2024-01-01', 0)")}`,
    'strpos(12, 2)',
    "ntile('2') OVER (ORDER BY 1)",
    'sum(true)',
    "date_format('2024-01-01', '%Y')",
  ])('%s', async (sql) => {
    await expect(run(`SELECT ${sql}`)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:type_mismatch|not_faithful)$/),
    });
  });
});

describe('refused, not approximated', () => {
  test.each([
    // Counted, sorted or rounded otherwise.
    `approx_distinct(x)${table('(1, 0)')}`,
    `approx_percentile(x, 0.5)${table('(1, 0)')}`,
    `max(x, 2)${table('(1, 0)')}`,
    `max_by(x, y, 2)${table('(1, 0)')}`,
    `histogram(x)${table('(1, 0)')}`,
    `map_agg(x, y)${table('(1, 0)')}`,
    `checksum(x)${table('(1, 0)')}`,
    'try(1 / 0)',
    '1 WHERE 0e0 / 0 > 1',
    `r FROM (SELECT x / y AS r${table('(0e0, 0e0)')}) WHERE r > 1`,
    `max(sqrt(x))${table('(-1, 0)')}`,
    // Written otherwise.
    'CAST(1e0 AS varchar)',
    "CAST('abc' AS varchar(2))",
    'CAST(1.5e0 AS decimal(3, 1))',
    'CAST(ARRAY[1] AS json)',
    "date '2024-01-02' - date '2024-01-01'",
    "timestamp '2024-01-02 00:00:00' - timestamp '2024-01-01 00:00:00'",
    "date '2024-01-01' + interval '1' hour",
    "date '2024-01-01' + 1",
    "date_format(current_timestamp, '%W')",
    // Without a year, and with another number of digits or with spaces, a text is read otherwise.
    "date_parse('12:30', '%H:%i')",
    "date_parse('01-15', '%m-%d')",
    "date_parse(' 2024-01-15', '%Y-%m-%d')",
    "date_parse('24-01-15', '%Y-%m-%d')",
    "date_parse('2024115', '%Y%m%d')",
    `date_add(x, 1, date '2024-01-01')${table("('day', 0)")}`,
    "format_datetime(current_timestamp, 'YYYY')",
    'row(1, 2) = row(1, NULL)',
    '(1, 2) IN ((1, 2), (3, 4))',
    '1 ORDER BY row(1, 2)',
    "DISTINCT map(ARRAY['a'], ARRAY[1])",
    'nullif(row(1, 2), row(1, 2))',
    'row(1, 2)[1]',
    "CAST(row('1', 2) AS row(x integer, y integer))",
    "CAST(ARRAY['1'] AS array(integer))",
    'CAST(ARRAY[1.5e0] AS array(bigint))',
    'CAST(r AS row(b integer, a integer)) FROM (SELECT CAST(row(1, 2) AS row(a integer, b integer)) AS r)',
    // DuckDB makes text of the default value; a subscript by text is its own.
    "lag('a', 1, 0) OVER ()",
    "ARRAY[1, 2]['1']",
    // Words that mean something else in Athena, or nothing.
    '0x1F',
    '5. / 2',
    'x ISNULL FROM (VALUES 1) t(x)',
    'CAST(1 AS text)',
    "TRY_CAST('1' AS string)",
    // A NULL inside makes a comparison NULL in Athena.
    'ARRAY[1, NULL] = ARRAY[1, NULL]',
    'ARRAY[1, NULL] <> ARRAY[1, 2]',
    'ARRAY[1, NULL] < ARRAY[1, 2]',
    'ARRAY[1] = ARRAY[1.5]',
    'ARRAY[1, NULL] IN (ARRAY[1, NULL])',
    'ARRAY[1, NULL] IN (SELECT ARRAY[1, NULL])',
    'ARRAY[1, NULL] BETWEEN ARRAY[1] AND ARRAY[2]',
    'CASE ARRAY[1, NULL] WHEN ARRAY[1, NULL] THEN 1 END',
    'nullif(ARRAY[1, NULL], ARRAY[1, NULL])',
    'greatest(ARRAY[1, NULL], ARRAY[1])',
    'contains(ARRAY[ARRAY[1, NULL]], ARRAY[1, NULL])',
    'max(x) FROM (VALUES ARRAY[1, NULL], ARRAY[2]) t(x)',
    'max_by(1, x) FROM (VALUES ARRAY[1, NULL], ARRAY[2]) t(x)',
    '1 FROM (VALUES ARRAY[1, NULL]) t(x) JOIN (VALUES ARRAY[1, NULL]) u(y) ON x = y',
    '1 FROM (VALUES ARRAY[1, NULL]) t(x) JOIN (VALUES ARRAY[1, NULL]) u(x) USING (x)',
    // What DuckDB does not understand may still be right.
    'x + y FROM UNNEST(ARRAY[1, 2], ARRAY[3]) t(x, y)',
    "y FROM UNNEST(ARRAY[1, 2], ARRAY['a']) t(x, y)",
    'ARRAY[1] || 2',
    'reverse(ARRAY[1, 2])',
    'x FROM (VALUES 1, 1) t(x) ORDER BY x FETCH FIRST 1 ROW WITH TIES',
    'CAST(9223372036854775808 AS decimal(38, 0))',
    // Text of other scripts and lines.
    "reverse('é')",
    "upper('ß')",
    "regexp_like('é', '\\w')",
    "regexp_like('a\nb', 'a$')",
    // Patterns that mean something else to DuckDB, or of which that is not known.
    ...[
      '[[a-z]&&[x]]',
      '[a-z&&x]',
      '(?=b)',
      '(?<x>b)',
      '\\p{L}',
      '[[:alpha:]]',
      '(a*)*',
      '(|a)+',
      '[\\d-x]',
      'a*+',
    ].map((pattern) => `regexp_like('abc', '${pattern}')`),
    `regexp_like(x, y)${table("('a', 'b')")}`,
    // Matches of nothing, and groups that are not there or not written with one digit.
    "regexp_replace('aaa', 'a*', 'b')",
    "regexp_replace('baac', 'a|', '-')",
    "regexp_replace('abc', '\\b', '-')",
    "regexp_replace('abc', '(b)', '$2')",
    "regexp_replace('abc', '(b)', '$10')",
    "regexp_replace('abc', '(b)', '\\$1')",
    "regexp_replace('abc', '(b)', '$')",
    "regexp_replace('abc', '(b)', x -> x[1])",
    "replace('a', '', 'b')",
    // Lambdas, JSON, maps and the rest that has no faithful twin.
    'transform(ARRAY[1], x -> x / 2)',
    'filter(ARRAY[1], x -> x > 0)',
    'reduce(ARRAY[1], 0, (s, x) -> s + x, s -> s)',
    'any_match(ARRAY[1], x -> x > 0)',
    'zip_with(ARRAY[1], ARRAY[2], (x, y) -> x + y)',
    "json_extract_scalar('{}', '$.x')",
    "json_parse('{}')",
    'element_at(ARRAY[1], 2)',
    'array_max(ARRAY[1])',
    'slice(ARRAY[1], 1, 1)',
    'sequence(1, 3)',
    'array_sort(ARRAY[1])',
    "array_join(ARRAY['a'], ',')",
    'rand()',
    'random(5)',
    'truncate(1.5e0)',
    'width_bucket(1e0, 0e0, 2e0, 2)',
    "xxhash64(to_utf8('a'))",
    "levenshtein_distance('a', 'b')",
    "codepoint('a')",
    "url_extract_host('http://a/b')",
    "from_iso8601_timestamp('2024-01-01T00:00:00')",
    "last_day_of_month(date '2024-01-01')",
    'x FROM (VALUES 1) t(x) TABLESAMPLE BERNOULLI (10)',
    // Columns in another order.
    't.* FROM (VALUES (1, 2)) t(x, y) JOIN (VALUES (1, 2)) u(x, y) USING (y)',
    '* FROM (VALUES 1) s(z) CROSS JOIN ((VALUES (1, 2)) t(x, y) JOIN (VALUES (1, 2)) u(x, y) USING (y))',
    "x FROM (VALUES 1) t(x) UNION ALL SELECT regexp_count('a', 'a')",
  ])('%s', async (sql) => {
    await expect(run(`SELECT ${sql}`)).rejects.toMatchObject({
      code: 'not_faithful',
      message: /cannot be run here as Athena would run it/,
    });
  });
});
