import { describe, expect, test } from 'vitest';
import { athenaCalls } from '../../../server/engine/dialect/athena-calls.js';
import { engineWithoutTables } from './engine-without-tables.js';

/** A call of Athena's is translated wherever it stands. */
const run = engineWithoutTables();

const rowsOf = async (sql: string): Promise<unknown> => (await run(sql)).rows;

/** Calls that give back what they are given, each of functions that DuckDB has under another name or not at all. */
const unchanged = {
  text: (argument: string) => `regexp_replace(${argument}, 'zz')`,
  number: (argument: string) => `mod(${argument}, 1000)`,
  double: (argument: string) => `to_unixtime(from_unixtime(${argument}))`,
  date: (argument: string) => `date_add('day', 0, ${argument})`,
  time: (argument: string) => `date_trunc('second', ${argument})`,
  array: (argument: string) => `if(to_unixtime(from_unixtime(0)) = 0e0, ${argument})`,
} as const;

type Kind = keyof typeof unchanged;

const samples: Readonly<Record<Kind, string>> = {
  text: "'2024-01-02'",
  number: '2',
  double: '2e0',
  date: "date '2024-03-05'",
  time: "timestamp '2024-03-05 04:05:06'",
  array: 'ARRAY[1, 2]',
};

/** Arguments by kind; a constant is written out. */
const calls: Readonly<Record<string, readonly (Kind | `'${string}'`)[]>> = {
  abs: ['number'],
  cardinality: ['array'],
  ceil: ['double'],
  ceiling: ['double'],
  concat: ['text', 'text', 'text'],
  contains: ['array', 'number'],
  date: ['time'],
  date_add: ["'month'", 'number', 'date'],
  date_diff: ["'day'", 'date', 'date'],
  date_format: ['time', "'%Y %i'"],
  date_parse: ['text', "'%Y-%m-%d'"],
  date_trunc: ["'month'", 'date'],
  day: ['date'],
  day_of_month: ['date'],
  day_of_week: ['date'],
  day_of_year: ['date'],
  dow: ['date'],
  doy: ['date'],
  exp: ['double'],
  floor: ['double'],
  from_unixtime: ['double'],
  greatest: ['number', 'number'],
  hour: ['time'],
  least: ['number', 'number'],
  length: ['text'],
  ln: ['double'],
  lower: ['text'],
  ltrim: ['text'],
  minute: ['time'],
  mod: ['number', 'number'],
  month: ['date'],
  pow: ['double', 'double'],
  power: ['double', 'double'],
  quarter: ['date'],
  regexp_extract: ['text', "'(0)(1)'", 'number'],
  regexp_like: ['text', "'0'"],
  regexp_replace: ['text', "'0'", "'x$0'"],
  replace: ['text', 'text', 'text'],
  reverse: ['text'],
  round: ['double', 'number'],
  rtrim: ['text'],
  sign: ['double'],
  split: ['text', "'-'"],
  split_part: ['text', "'-'", 'number'],
  sqrt: ['double'],
  starts_with: ['text', 'text'],
  strpos: ['text', 'text'],
  substr: ['text', 'number', 'number'],
  substring: ['text', 'number'],
  to_unixtime: ['time'],
  trim: ['text'],
  upper: ['text'],
  week: ['date'],
  week_of_year: ['date'],
  year: ['date'],
};

const isKind = (argument: string): argument is Kind => Object.hasOwn(samples, argument);

const sampleOf = (argument: string): string => (isKind(argument) ? samples[argument] : argument);

const positions = Object.entries(calls).flatMap(([name, kinds]) =>
  kinds.flatMap((kind, at) => (isKind(kind) ? [{ name, kinds, kind, at }] : [])),
);

describe('as an argument', () => {
  test('every function is tried', () => {
    expect(Object.keys(calls).sort()).toEqual(Object.keys(athenaCalls).sort());
  });

  test.each(positions)('$at of $name', async ({ name, kinds, kind, at }) => {
    const plain = kinds.map(sampleOf);
    const nested = plain.map((argument, index) => (index === at ? unchanged[kind](argument) : argument));
    expect(await rowsOf(`SELECT ${name}(${nested.join(', ')})`)).toEqual(
      await rowsOf(`SELECT ${name}(${plain.join(', ')})`),
    );
  });
});

describe('elsewhere', () => {
  const third = "date_add('day', x, date '2024-03-01')";
  test.each([
    ['a filter', `1${from('1')} WHERE ${third} = date '2024-03-02'`],
    [
      'a group and its key',
      `count(*)${from('1')} GROUP BY ${third} HAVING max(${third}) > date '2024-03-01'`,
    ],
    ['a sort key', `x${from('1')} ORDER BY ${third} DESC`],
    ['ordered in an aggregate', `cardinality(array_agg(x ORDER BY ${third}))${from('1')}`],
    ['a condition counted', `count_if(${third} > date '2024-03-01')${from('1')}`],
    ['a filter of an aggregate', `count(*) FILTER (WHERE ${third} > date '2024-03-01')${from('1')}`],
    ['distinct values', `count(DISTINCT ${third})${from('1')}`],
    ['the greatest by', `max_by(1, ${third})${from('1')}`],
    ['a window', `row_number() OVER (PARTITION BY ${third} ORDER BY year(${third}))${from('1')}`],
    ['CASE', `CASE year(${third}) WHEN mod(4048, 2024 * x + 1) THEN 1 ELSE mod(5, 2) END${from('1')}`],
    [
      'BETWEEN and IN',
      `1${from('1')} WHERE ${third} BETWEEN ${third} AND ${third} AND ${third} IN (${third})`,
    ],
    ['LIKE', `1${from('1')} WHERE regexp_replace('a', 'b') LIKE regexp_replace('a', 'b')`],
    ['VALUES and an element', 'mod(y[1], 2) FROM (VALUES ARRAY[mod(3, 2)]) t(y)'],
    ['UNNEST', "cardinality(split(y, 'a')) FROM UNNEST(split('1', ',')) t(y)"],
    ['a join', `1${from('1')} JOIN (VALUES 1) u(z) ON mod(x, 2) = mod(z, 2)`],
    ['a subquery', `(SELECT mod(1, 2))${from('1')} WHERE x IN (SELECT mod(1, 2))`],
    ['a common table', '(WITH c AS (SELECT mod(1, 2) AS z) SELECT z FROM c)'],
    ['extract', 'extract(year FROM from_unixtime(0)) - 1969'],
    ['a trimmed text', "length(trim('b' FROM regexp_replace('ab', 'z')))"],
    ['a table of that name', 'x.year FROM (VALUES 1) AS x(year)'],
    ['a name in quotes', `"year"("date_add"('day', x, date '2024-03-01')) - 2023${from('1')}`],
    [
      'common tables of that name',
      'a.x FROM (WITH b AS (SELECT 1), year(x) AS (SELECT 1) SELECT x FROM year) a',
    ],
    ['columns named so', 'year.hour FROM (VALUES 1) AS year(hour)'],
  ])('%s', async (_, sql) => {
    expect(await rowsOf(`SELECT ${sql}`)).toEqual([[1]]);
  });
});

function from(values: string): string {
  return ` FROM (VALUES ${values}) t(x)`;
}
