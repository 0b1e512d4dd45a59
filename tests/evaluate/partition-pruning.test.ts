import { describe, expect, it } from 'vitest';
import { canPass } from '../../estimator/evaluate/can-pass.js';
import { compileExpression } from '../../estimator/evaluate/compile-expression.js';
import type { Value } from '../../estimator/sql/value.js';
import { clock, columnsOf, parseExpression } from './sql-expression.js';

const columns = columnsOf({ dt: 'varchar', year: 'integer', month: 'varchar', amount: 'double' });

/** Keeps, prunes or leaves open each value of the partition key `dt`. */
function verdicts(sql: string, values: readonly Value[]): readonly string[] {
  const slots = new Map([[columns['dt'] ?? raise(), 0]]);
  const predicate = compileExpression(parseExpression(sql, columns), { clock, slots });
  return values.map((value) => canPass(predicate, [value]));
}

function raise(): never {
  throw new Error('no column');
}

describe('pruning by partition values', () => {
  it.each([
    ["substr(dt, 1, 4) = '2024'", ['keep', 'prune', 'keep']],
    ["date_parse(dt, '%Y-%m-%d') >= TIMESTAMP '2024-03-01 00:00:00'", ['prune', 'prune', 'keep']],
    ["CAST(dt AS date) BETWEEN DATE '2024-01-01' AND DATE '2024-02-01'", ['keep', 'prune', 'prune']],
    ["date(dt) > current_date - INTERVAL '60' DAY", ['keep', 'prune', 'keep']],
    ["dt LIKE '2024-0_-%'", ['keep', 'prune', 'keep']],
    ["dt IN ('2024-01-31', '2023-12-31')", ['keep', 'keep', 'prune']],
    ["dt NOT IN ('2024-01-31')", ['prune', 'keep', 'keep']],
    ["dt = '2024-01-31' OR amount > 5", ['keep', 'unknown', 'unknown']],
    ["dt = '2024-01-31' AND amount > 5", ['unknown', 'prune', 'prune']],
    ["dt = '2024-01-31' AND amount > 5 OR dt = '2023-12-31'", ['unknown', 'keep', 'prune']],
    ["regexp_like(dt, '^2024-(01|03)')", ['keep', 'prune', 'keep']],
    ["CASE WHEN dt < '2024' THEN 'old' ELSE 'new' END = 'new'", ['keep', 'prune', 'keep']],
    ["soundex(dt) = 'x'", ['unknown', 'unknown', 'unknown']],
    ["date_format(date(dt), '%Y%m') = '202401'", ['keep', 'prune', 'prune']],
    ['year(date(dt)) = 2024 AND month(date(dt)) = 3', ['prune', 'prune', 'keep']],
    ["CAST(replace(dt, '-') AS integer) >= 20240301", ['prune', 'prune', 'keep']],
  ])('%s', (sql, expected) => {
    expect(verdicts(sql, ['2024-01-31', '2023-12-31', '2024-03-15'])).toEqual(expected);
  });

  it('keeps a partition on which the evaluation fails', () => {
    const values = ['not a date', '2024-01-31', null];
    expect(verdicts("CAST(dt AS date) = DATE '2024-01-01'", values)).toEqual(['keep', 'prune', 'prune']);
    expect(verdicts("TRY_CAST(dt AS date) = DATE '2024-01-01'", values)).toEqual(['prune', 'prune', 'prune']);
  });

  it('leaves a failure beside a false term open, for Trino may meet either first', () => {
    const sql = "CAST(dt AS date) = DATE '2024-01-01' AND dt = 'x'";
    expect(verdicts(sql, ['not a date'])).toEqual(['unknown']);
  });

  it('reports what it could not evaluate although all inputs were known', () => {
    const met: string[] = [];
    const slots = new Map([[columns['dt'] ?? raise(), 0]]);
    const predicate = compileExpression(parseExpression("upper(dt) = 'SS' AND amount > 1", columns), {
      clock,
      slots,
      onUnevaluable: (what) => met.push(what),
    });
    expect(canPass(predicate, ['ß'])).toBe('unknown');
    expect(met).toEqual(['upper']);
  });

  it('evaluates 100,000 partitions', () => {
    const slots = new Map([
      [columns['year'] ?? raise(), 0],
      [columns['month'] ?? raise(), 1],
      [columns['dt'] ?? raise(), 2],
    ]);
    const sql =
      "year = 2024 AND month BETWEEN '03' AND '06' AND substr(dt, 1, 7) >= '2024-04' AND amount > 5";
    const predicate = compileExpression(parseExpression(sql, columns), { clock, slots });
    const rows = Array.from({ length: 100_000 }, (_, index): readonly Value[] => {
      const month = String((index % 12) + 1).padStart(2, '0');
      return [BigInt(2015 + (index % 10)), month, `2024-${month}-15`];
    });
    const kept = rows.filter((row) => canPass(predicate, row) !== 'prune').length;
    // A data column leaves the rest open: years 2015..2024 in turn, months 04 to 06.
    const isKept = (_: unknown, index: number): boolean => index % 10 === 9 && [3, 4, 5].includes(index % 12);
    expect(kept).toBe(rows.filter(isKept).length);
  });
});
