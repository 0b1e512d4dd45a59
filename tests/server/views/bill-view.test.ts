import { describe, expect, test } from 'vitest';
import { exactly, unknownInterval } from '../../../estimator/pricing/interval.js';
import { billView } from '../../../server/views/bill-view.js';
import { fullStatement, reportOf, statementOf } from '../../render/sample-report.js';

describe('the bill', () => {
  test('of an exact scan has one figure, to the byte', () => {
    const view = billView(reportOf([statementOf('select', exactly(46_647_759), { accuracy: 'exact' })]));
    expect(view).toMatchObject({
      usd: '$0.000214',
      usdRange: null,
      scanned: '46.6 MB',
      scannedAside: '46,647,759 bytes',
      billed: '47 MB',
      billedWhy: 'rounded up to the next 1 MB',
      accuracy: 'exact',
      range: null,
      firstReason: null,
    });
  });

  test('of a range has its bounds, a bar and the first reason', () => {
    const view = billView(reportOf([fullStatement]));
    expect(view).toMatchObject({
      scanned: '46.6 MB',
      scannedAside: '31 MB to 46.6 MB',
      usdRange: '$0.000141 to $0.000214',
    });
    expect(view.range?.bar).toEqual({ low: 66.5, likely: 100, high: 100 });
    expect(view.firstReason).toMatchObject({ code: 'late_materialization', place: { line: 9, column: 3 } });
    expect(view.month).toBe('$0.154 a month at 720 runs');
  });

  test('under the minimum says so', () => {
    const view = billView(reportOf([statementOf('select', exactly(1_000), { accuracy: 'exact' })]));
    expect(view).toMatchObject({ billed: '10 MB', billedWhy: 'the 10 MB minimum of a query' });
  });

  test('of DDL is nothing, and nothing is not unknown', () => {
    const view = billView(reportOf([statementOf('ddl', exactly(0), { accuracy: 'exact' })]));
    expect(view).toMatchObject({ usd: '$0', billedWhy: 'nothing is scanned, nothing is billed' });
  });

  test('of an unknown scan is a word, never a number', () => {
    const view = billView(reportOf([statementOf('select', unknownInterval, { accuracy: 'unknown' })]));
    expect(view.usd).not.toMatch(/\$0(?!\.)/);
    expect(view.notEstimated).toBe(1);
    expect(view.accuracyText).toBe('not known');
  });

  test('of an upper bound says at most', () => {
    const upper = { low: null, likely: null, high: 50_000_000 };
    const view = billView(reportOf([statementOf('select', upper, { accuracy: 'upper_bound' })]));
    expect(view).toMatchObject({ prefix: 'at most', scanned: 'at most 50 MB', accuracyText: 'at most' });
  });
});
