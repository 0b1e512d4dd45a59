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
      because: null,
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
    expect(view.because).toEqual({
      question: 'Why a range',
      reason: expect.objectContaining({ code: 'late_materialization', place: expect.anything() }),
      more: expect.any(Number),
    });
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

  test('that may be the minimum or nothing says why, where the scan is exact', () => {
    const nothing = statementOf('select', exactly(0), { accuracy: 'exact' });
    const view = billView(reportOf([nothing, nothing]));
    expect(view).toMatchObject({ usdRange: '$0 to $0.000091', accuracyText: 'exact' });
    expect(view.because).toMatchObject({
      question: 'Why the bill is a range',
      reason: { code: 'minimum_on_nothing' },
      more: 0,
    });
  });

  test('of a script of which a part is not known is a low bound, and never called a range', () => {
    const known = statementOf('select', exactly(19_139_690), { accuracy: 'exact' });
    const unknown = statementOf('select', unknownInterval, {
      accuracy: 'unknown',
      scans: [
        {
          ...(fullStatement.scans[0] ?? expect.fail()),
          bytes: unknownInterval,
          reasons: [{ code: 'size_unknown', message: 'No size is known.' }],
        },
      ],
    });
    const view = billView(reportOf([known, unknown, known]));
    expect(view).toMatchObject({
      prefix: 'at least',
      usd: '$0.000182',
      usdRange: null,
      scanned: 'at least 38.3 MB',
      scannedAside: null,
      billed: 'at least 40 MB',
      billedRange: null,
      accuracyText: '1 of 3 statements not known',
      range: null,
      announcement: 'at least $0.000182 per run, at least 38.3 MB scanned, 1 of 3 statements not known.',
    });
    expect(view.because).toMatchObject({ question: 'Why not known', reason: { code: 'size_unknown' } });
  });

  test('of a range beside what is not known is no range', () => {
    const view = billView(
      reportOf([fullStatement, statementOf('select', unknownInterval, { accuracy: 'unknown' })]),
    );
    expect(view).toMatchObject({ prefix: 'at least', scanned: 'at least 31 MB', range: null });
    expect(view.because).toBeNull();
  });

  test('of an upper bound says at most', () => {
    const upper = { low: null, likely: null, high: 50_000_000 };
    const view = billView(reportOf([statementOf('select', upper, { accuracy: 'upper_bound' })]));
    expect(view).toMatchObject({ prefix: 'at most', scanned: 'at most 50 MB', accuracyText: 'at most' });
  });
});
