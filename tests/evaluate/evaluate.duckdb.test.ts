import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileExpression } from '../../estimator/evaluate/compile-expression.js';
import { type Outcome, UNKNOWN } from '../../estimator/evaluate/outcome.js';
import type { Value } from '../../estimator/sql/value.js';
import { clock, columnsOf, parseExpression } from './sql-expression.js';

type Connection = Awaited<ReturnType<DuckDBInstance['connect']>>;

const rows = 500;
const columns = columnsOf({
  i: 'integer',
  j: 'integer',
  s: 'varchar',
  t: 'varchar',
  d: 'date',
  e: 'date',
  ts: 'timestamp',
  n: 'decimal(10,2)',
  x: 'double',
});

/** 500 rows with NULLs, made by DuckDB itself from the row number. */
const sample = `
  CREATE TABLE sample AS SELECT
    r,
    CASE WHEN r % 17 = 0 THEN NULL ELSE (hash(r) % 41)::INTEGER - 20 END AS i,
    (hash(r + 1000) % 9)::INTEGER - 4 AS j,
    CASE WHEN r % 19 = 0 THEN NULL
      ELSE ['', 'a', 'b', 'abc', 'ABC', 'a_c', 'a%c', 'naïve', '日本語', '2024-02-29', 'x/y/z', ' pad ', '😀b'][(hash(r + 2000) % 13)::INTEGER + 1]
    END AS s,
    ['a', 'b', '', 'c', '/', 'é'][(hash(r + 3000) % 6)::INTEGER + 1] AS t,
    CASE WHEN r % 23 = 0 THEN NULL ELSE DATE '1900-01-01' + (hash(r + 4000) % 80000)::INTEGER END AS d,
    DATE '1960-01-31' + (hash(r + 5000) % 40000)::INTEGER AS e,
    TIMESTAMP '1950-01-01 00:00:00' + to_milliseconds((hash(r + 6000) % 4000000000000)::BIGINT) AS ts,
    ((hash(r + 7000) % 20001)::INTEGER - 10000)::DECIMAL(10, 2) / 1 * 0.01::DECIMAL(3, 2) AS n_double,
    (((hash(r + 7000) % 2001)::INTEGER - 1000) / 8.0)::DOUBLE AS x
  FROM range(${rows}) AS numbers(r);
  ALTER TABLE sample ADD COLUMN n DECIMAL(10, 2);
  UPDATE sample SET n = n_double::DECIMAL(10, 2);
`;

/** Values of a row, in the order of `columns`, as text that says everything. */
const exported = `
  SELECT i::VARCHAR, j::VARCHAR, s, t, date_diff('day', DATE '1970-01-01', d)::VARCHAR,
    date_diff('day', DATE '1970-01-01', e)::VARCHAR, epoch_us(ts)::VARCHAR, n::VARCHAR, x
  FROM sample ORDER BY r`;

let connection: Connection;
let values: readonly (readonly Value[])[] = [];

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(sample);
  await connection.run('SET integer_division = true');
  const result = await connection.runAndReadAll(exported);
  values = result
    .getRows()
    .map(([i, j, s, t, d, e, ts, n, x]) => [
      whole(i),
      whole(j),
      text(s),
      text(t),
      dateOf(d),
      dateOf(e),
      typeof ts === 'string' ? { kind: 'timestamp', micros: BigInt(ts), zoned: false } : null,
      typeof n === 'string' ? { kind: 'decimal', unscaled: BigInt(n.replace('.', '')), scale: 2 } : null,
      typeof x === 'number' ? x : null,
    ]);
});

afterAll(() => {
  connection.closeSync();
});

function whole(value: unknown): Value {
  return typeof value === 'string' ? BigInt(value) : null;
}

function text(value: unknown): Value {
  return typeof value === 'string' ? value : null;
}

function dateOf(value: unknown): Value {
  return typeof value === 'string' ? { kind: 'date', days: Number(value) } : null;
}

/** As DuckDB prints the value. */
function printed(outcome: Outcome): string | null {
  if (outcome === null || typeof outcome === 'symbol') return outcome === null ? null : String(outcome);
  if (typeof outcome !== 'object') return String(outcome);
  if (outcome.kind === 'date') return new Date(outcome.days * 86_400_000).toISOString().slice(0, 10);
  if (outcome.kind === 'timestamp') return `${outcome.micros}`;
  if (outcome.kind === 'decimal') return String(Number(outcome.unscaled) / 10 ** outcome.scale);
  return outcome.kind;
}

/** Athena SQL, and DuckDB SQL of the same meaning where it is written in another way. */
const expressions: readonly (readonly [athena: string, duckdb: string])[] = [
  ...[
    'i = j',
    'i <> j',
    'i < j',
    'i >= 3',
    'i IS NULL',
    'i IS DISTINCT FROM j',
    'i IS NOT DISTINCT FROM NULL',
    'i IN (1, 2, 3)',
    'i IN (1, NULL)',
    'i NOT IN (1, 2, j)',
    'i BETWEEN j AND 5',
    "NOT (i > 3 AND s = 'a')",
    "i > 3 OR s = 'a'",
    's < t',
    's = t',
    "s >= 'a'",
    'd < e',
    'd = e OR i = 1',
    'n > 1.5',
    'x > 1.5',
    'n = x',
    'i < n',
    'i + j',
    'i - j',
    'i * j',
    'i / 3',
    'i % 3',
    '-i',
    'i + 1.5',
    'n * 2',
    'n - i',
    'x * 2',
    'x / 4e0',
    'abs(i)',
    'abs(n)',
    'sign(i)',
    'CAST(i AS varchar)',
    'CAST(n AS varchar)',
    'CAST(d AS varchar)',
    'CAST(i AS double)',
    'CAST(x AS double)',
    'CAST(ts AS date)',
    'CAST(n AS decimal(8,1))',
    'CAST(n AS integer)',
    'coalesce(i, j)',
    'nullif(i, j)',
    'CASE WHEN i > j THEN s ELSE t END',
    'CASE i WHEN j THEN 1 WHEN 2 THEN 3 END',
    "s LIKE 'a%'",
    "s LIKE '_b%'",
    "s LIKE '%c'",
    "s LIKE 'a#_c' ESCAPE '#'",
    "s NOT LIKE '%a%'",
    "s LIKE '_'",
    'length(s)',
    'lower(s)',
    'upper(s)',
    'reverse(t)',
    'substr(s, 1, 2)',
    'substr(s, 2)',
    'substr(s, 3, 1)',
    'strpos(s, t)',
    'starts_with(s, t)',
    "replace(s, 'a', t)",
    's || t',
    'trim(s)',
    'ltrim(s)',
    'rtrim(s)',
    "lpad(s, 4, 'xy')",
    "rpad(s, 4, 'xy')",
    "split_part(s, '/', 1)",
    "regexp_extract(s, '[0-9]+')",
    "d + INTERVAL '1' DAY = e",
    "d < e - INTERVAL '30' DAY",
    "ts > TIMESTAMP '2000-01-01 00:00:00'",
    'year(d)',
    'month(d)',
    'day(d)',
    'quarter(d)',
    'week(d)',
    'year(ts)',
    'hour(ts)',
    'minute(ts)',
    'second(ts)',
  ].map((sql): readonly [string, string] => [sql, sql]),
  ["CAST(e + INTERVAL '1' MONTH AS date)", "(e + INTERVAL '1' MONTH)::DATE"],
  ["CAST(e - INTERVAL '13' MONTH AS date)", "(e - INTERVAL '13' MONTH)::DATE"],
  ["date_add('month', i, e)", '(e + to_months(i))::DATE'],
  ["date_add('day', i, d)", 'd + i'],
  ["date_add('hour', i, ts)", 'epoch_us(ts + to_hours(i))'],
  ["date_diff('day', d, e)", "date_sub('day', d, e)"],
  ["date_diff('week', d, e)", "trunc(date_diff('day', d, e) / 7.0)::BIGINT"],
  [
    "date_diff('hour', ts, TIMESTAMP '2000-01-01 00:00:00')",
    "date_sub('hour', ts, TIMESTAMP '2000-01-01 00:00:00')",
  ],
  ["date_trunc('month', d)", "date_trunc('month', d)::DATE"],
  ["date_trunc('week', d)", "date_trunc('week', d)::DATE"],
  ["date_trunc('quarter', d)", "date_trunc('quarter', d)::DATE"],
  ["date_trunc('hour', ts)", "epoch_us(date_trunc('hour', ts))"],
  ["date_trunc('year', ts)", "epoch_us(date_trunc('year', ts))"],
  ['last_day_of_month(d)', 'last_day(d)'],
  ['day_of_week(d)', 'isodow(d)'],
  ['day_of_year(d)', 'dayofyear(d)'],
  ['year_of_week(d)', 'isoyear(d)'],
  ["date_format(ts, '%Y-%m-%d %H:%i:%s')", "strftime(ts, '%Y-%m-%d %H:%M:%S')"],
  ["date_format(ts, '%a %b %W %M %j %y %p %v')", "strftime(ts, '%a %b %A %B %j %y %p %V')"],
  ["format_datetime(ts, 'yyyy/MM/dd hh:mm a')", "strftime(ts, '%Y/%m/%d %I:%M %p')"],
  ["date_parse(CAST(d AS varchar), '%Y-%m-%d')", "epoch_us(strptime(CAST(d AS varchar), '%Y-%m-%d'))"],
  ['from_unixtime(i)', 'epoch_us(to_timestamp(i))'],
  ['to_unixtime(ts)', 'epoch(ts)'],
  ["regexp_like(s, '^[a-c]+$')", "regexp_matches(s, '^[a-c]+$')"],
  ["regexp_replace(s, '[ab]', '-')", "regexp_replace(s, '[ab]', '-', 'g')"],
  ["split(s, '/')[1]", "split(s, '/')[1]"],
  ["element_at(split(s, '/'), 2)", "list_extract(split(s, '/'), 2)"],
  ["cardinality(split(s, '/'))", "len(split(s, '/'))"],
  ["contains(ARRAY['a', 'b'], s)", "CASE WHEN s IS NULL THEN NULL ELSE list_contains(['a', 'b'], s) END"],
  ['greatest(j, 2)', 'greatest(j, 2)'],
  ["least(t, 'b')", "least(t, 'b')"],
  ['ceil(x)', 'ceil(x)'],
  ['floor(x)', 'floor(x)'],
  ['round(x)', 'round(x)'],
  ['codepoint(substr(t, 1, 1))', "CASE WHEN t = '' THEN NULL ELSE unicode(t) END"],
];

/** What the evaluator may leave open, in the share of rows that it may not exceed. */
const mayBeOpen: Readonly<Record<string, number>> = {
  "regexp_extract(s, '[0-9]+')": 0.4,
  "regexp_like(s, '^[a-c]+$')": 0.4,
  "regexp_replace(s, '[ab]', '-')": 0.4,
  'codepoint(substr(t, 1, 1))': 0.4,
};

describe('the same as DuckDB', () => {
  it.each(expressions)('%s', async (athena, duckdb) => {
    const result = await connection.runAndReadAll(`SELECT (${duckdb})::VARCHAR FROM sample ORDER BY r`);
    const expected = result.getRows().map(([value]) => value);
    const slots = new Map(Object.values(columns).map((symbol, index) => [symbol, index]));
    const evaluate = compileExpression(parseExpression(athena, columns), { clock, slots });
    let open = 0;
    for (const [index, row] of values.entries()) {
      const outcome = evaluate(row);
      if (outcome === UNKNOWN) open += 1;
      else expect(normal(printed(outcome)), `${athena} of row ${index}`).toBe(normal(expected[index]));
    }
    expect(values).toHaveLength(rows);
    expect(open / rows).toBeLessThanOrEqual(mayBeOpen[athena] ?? 0);
  });
});

/** Numbers by value: `1.50` is `1.5`; DuckDB's regexp_extract gives '' where Trino gives NULL. */
function normal(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(value) ? String(Number(value) + 0) : value;
}
