import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';

let data: CaseData;
let catalog: Catalog;

beforeAll(async () => {
  data = await writeCaseData();
  catalog = await loadCatalog([{ database: null, path: data.folder }]);
});

afterAll(() => {
  catalog.close();
  data.remove();
});

function list(count: number, item: (index: number) => string, separator = ', '): string {
  return Array.from({ length: count }, (_, index) => item(index)).join(separator);
}

function nested(depth: number, open: string, inside: string, close: string): string {
  return open.repeat(depth) + inside + close.repeat(depth);
}

function chainOfJoins(count: number): string {
  const joins = list(
    count,
    (index) => `JOIN orders t${index + 1} ON t${index}.order_id = t${index + 1}.order_id`,
    ' ',
  );
  return `SELECT t0.code FROM orders t0 ${joins} WHERE t0.order_id = 5`;
}

/** A chain in which each CTE reads the one before it `uses` times. */
function chainOfCtes(count: number, uses: number): string {
  const ctes = list(count, (index) => {
    const source = index === 0 ? 'orders' : `c${index - 1}`;
    const from = list(uses, (use) => `${source} s${use}`);
    return `c${index} AS (SELECT s0.code, s0.quantity FROM ${from} WHERE s0.quantity > ${index})`;
  });
  return `WITH ${ctes} SELECT code FROM c${count - 1}`;
}

const oneOrder = { columns: ['code', 'quantity'], scans: 1 };

/** What is said of each text: the columns of its first scan and the number of scans, or an error and its place. */
const texts: Readonly<
  Record<string, { readonly sql: string; readonly says: string | { columns: string[]; scans: number } }>
> = {
  '10,000 parentheses': {
    sql: `SELECT ${nested(10_000, '(', '1', ')')} FROM orders`,
    says: 'limit_exceeded 1',
  },
  '10,000 open parentheses': { sql: `SELECT ${'('.repeat(10_000)}`, says: 'limit_exceeded 1' },
  '25 parentheses': {
    sql: `SELECT ${nested(25, '(', 'code', ')')} FROM orders`,
    says: { columns: ['code'], scans: 1 },
  },
  '5,000 NOT': {
    sql: `SELECT code FROM orders WHERE ${'NOT '.repeat(5000)}active`,
    says: 'limit_exceeded 1',
  },
  '20,000 plus': {
    sql: `SELECT ${list(20_000, () => 'quantity', ' + ')} FROM orders`,
    says: 'limit_exceeded 1',
  },
  '5,000 dots': { sql: `SELECT ${list(5000, () => 'a', '.')} FROM orders`, says: 'limit_exceeded 1' },
  'a text of 1 MB': {
    sql: `SELECT ${list(180_000, () => 'code')} FROM orders`,
    says: 'limit_exceeded 1',
  },
  'a text of 120 kB': {
    sql: `SELECT ${list(20_000, () => 'code')} FROM orders`,
    says: { columns: ['code'], scans: 1 },
  },
  'a list of 35,000 numbers': {
    sql: `SELECT code FROM orders WHERE quantity IN (${list(35_000, String, ',')})`,
    says: oneOrder,
  },
  'a list of 25,000 partition values': {
    sql: `SELECT amount FROM transactions WHERE month IN (${list(25_000, (index) => `'${index}'`, ',')})`,
    says: { columns: ['amount'], scans: 1 },
  },
  '9,000 OR': {
    sql: `SELECT code FROM orders WHERE ${list(9000, (index) => `quantity = ${index}`, ' OR ')}`,
    says: oneOrder,
  },
  '9,000 AND': {
    sql: `SELECT code FROM orders WHERE ${list(9000, (index) => `quantity <> ${index}`, ' AND ')}`,
    says: oneOrder,
  },
  '4,000 branches of CASE': {
    sql: `SELECT CASE ${list(4000, (index) => `WHEN quantity = ${index} THEN code`, ' ')} END FROM orders`,
    says: oneOrder,
  },
  'a chain of 100 joins': {
    sql: chainOfJoins(100),
    says: { columns: ['code', 'order_id'], scans: 101 },
  },
  'a chain of 300 CTEs': { sql: chainOfCtes(300, 1), says: oneOrder },
  'CTEs that double thirty times': { sql: chainOfCtes(30, 2), says: 'limit_exceeded 1' },
  'CTEs of no table that double thirty times': {
    sql: `WITH c0 AS (SELECT 1 AS x), ${list(30, (index) => `c${index + 1} AS (SELECT a.x FROM c${index} a, c${index} b)`)} SELECT x FROM c30`,
    says: 'limit_exceeded 1',
  },
  'WITH of 5,000 tables': {
    sql: `WITH ${list(5000, (index) => `c${index} AS (SELECT 1 AS x)`)} SELECT x FROM c1`,
    says: 'limit_exceeded 1',
  },
  '3,000 unions': {
    sql: list(3000, () => 'SELECT code FROM orders', ' UNION ALL '),
    says: 'limit_exceeded 1',
  },
  'an open string': { sql: "SELECT 'abc FROM orders", says: 'syntax 1:8' },
  'an open comment': { sql: 'SELECT 1 /* FROM orders', says: 'syntax 1:10' },
  '99,999 quotes': { sql: "'".repeat(99_999), says: 'syntax 1:1' },
  '10,000 brackets': { sql: '['.repeat(10_000), says: 'syntax 1:1' },
  'NUL in the text': { sql: 'SELECT code\0 FROM orders', says: 'syntax 1:12' },
  'NUL in a string': {
    sql: "SELECT code FROM orders WHERE code = 'a\0' AND nothing = 1",
    says: 'unknown_column 1:47',
  },
  'half a character in a string': {
    sql: "SELECT code FROM orders WHERE code = '\ud800' AND nothing = 1",
    says: 'unknown_column 1:46',
  },
  'half a character in a name': { sql: 'SELECT "\udc00", code FROM orders', says: 'unknown_column 1:8' },
  'lines of Windows': { sql: 'SELECT code\r\nFROM orders\r\nWHERE nothing = 1', says: 'unknown_column 3:7' },
  'a byte order mark': {
    sql: '\ufeffSELECT code FROM orders WHERE nothing = 1',
    says: 'unknown_column 1:32',
  },
  'a number of 40 digits': {
    sql: `SELECT code FROM orders WHERE quantity < ${'9'.repeat(40)}`,
    says: oneOrder,
  },
  'a number beyond every range': { sql: 'SELECT code FROM orders WHERE quantity < 1e999999', says: oneOrder },
  'a text too long to make': {
    sql: "SELECT amount FROM transactions WHERE month = rpad('x', 2000000000, 'y')",
    says: { columns: ['amount'], scans: 1 },
  },
  'an array too long to make': {
    sql: 'SELECT amount FROM transactions WHERE contains(sequence(1, 100000000000), length(month))',
    says: { columns: ['amount'], scans: 1 },
  },
  'a regular expression that backtracks': {
    sql: `SELECT amount FROM transactions WHERE regexp_like(month || '${'a'.repeat(40)}', '(a+)+$b')`,
    says: { columns: ['amount'], scans: 1 },
  },
};

test.each(Object.entries(texts))('%s', async (_, { sql, says }) => {
  const { statements } = await estimate(sql, {
    catalog,
    database: 'default',
    file: null,
    price: priceFor('us-east-1'),
    engine: 'athena',
    at: new Date('2024-02-10T12:00:00Z'),
    runsPerMonth: null,
    parameters: {},
  });
  expect(statements).toHaveLength(1);
  const [{ scans, errors } = { scans: [], errors: [] }] = statements;
  if (typeof says !== 'string') {
    expect(errors).toEqual([]);
    expect({ columns: scans[0]?.columns, scans: scans.length }).toEqual(says);
    return;
  }
  const [error] = errors;
  expect(`${error?.code} ${error?.line}:${error?.column}`).toMatch(new RegExp(`^${says}\\b`));
});

test('views of no table that double are refused soon', async () => {
  const views = list(
    25,
    (index) => {
      const source = index === 0 ? '(SELECT 1 AS x)' : `v${index - 1}`;
      return `CREATE VIEW v${index} AS SELECT a.x FROM ${source} a, ${source} b`;
    },
    '; ',
  );
  const { statements } = await estimate(views, {
    catalog,
    database: 'default',
    file: null,
    price: priceFor('us-east-1'),
    engine: 'athena',
    at: null,
    runsPerMonth: null,
    parameters: {},
  });
  const codes = new Set(statements.flatMap(({ errors }) => errors.map(({ code }) => code)));
  expect([...codes]).toEqual(['limit_exceeded', 'unknown_table']);
});
