import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exactly } from '../../estimator/pricing/interval.js';
import { type Scale, scaleReport } from '../../server/scale.js';
import { tableSizes } from '../../server/table-size.js';
import { fullStatement, reportOf, statementOf } from '../render/sample-report.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

const hundredTimes: Scale = { factor: 100, sampleBytes: 1e7, tableBytes: 1e9 };

describe('a scaled report', () => {
  test('grows exact figures and bills them anew', () => {
    const { statements, total } = scaleReport(
      reportOf([statementOf('select', exactly(1_234_567), { accuracy: 'exact' })]),
      hundredTimes,
    );
    expect(statements[0]?.bytesScanned).toEqual(exactly(123_456_700));
    expect(total.bytesBilled).toEqual(exactly(124_000_000));
  });

  test('leaves the low bound of a range, which need not grow, where it is', () => {
    const [statement] = scaleReport(reportOf([fullStatement]), hundredTimes).statements;
    expect(statement?.bytesScanned.low).toBe(fullStatement.bytesScanned.low);
    expect(statement?.bytesScanned.high).toBe(100 * (fullStatement.bytesScanned.high ?? 0));
  });
});

describe('on the page', () => {
  let served: ServedDatasets;

  beforeAll(async () => {
    served = await serveDatasets();
  });

  afterAll(() => served.close());

  const sql = 'SELECT sum(amount) FROM transactions';
  const terabyte = String(tableSizes.findIndex(({ text }) => text === '1 TB'));

  test('a table of a terabyte costs its share of five dollars, and the page says what that assumes', async () => {
    const html = await (await served.get('/', { sql, database: 'csv', size: terabyte })).text();
    expect(textOf(html, 'price')).toBe('$4.55');
    expect(plainText(html)).toMatch(/Scaled [\d,]+ times, from [\d.]+ kB here to 1 TB/);
    expect(html).toContain(`size=${terabyte}`);
    expect(textOf(html, 'size-text')).toBe('1 TB');
    expect(plainText(html)).toContain('scaled from an exact figure');
  });

  test('the layouts scale with it', async () => {
    const { layouts } = await (
      await served.get('/compare.json', { sql, database: 'csv', size: terabyte })
    ).json();
    const csv = layouts.find(({ database }: { database: string }) => database === 'csv');
    expect(csv.storedBytes).toBe(1e12);
    expect(layouts[0].report.total.usd.likely).toBeLessThan(csv.report.total.usd.likely / 2);
  });

  test('a run is compared with the estimate of what is here', async () => {
    const answer = await (await served.get('/run.json', { sql, database: 'csv', size: terabyte })).json();
    expect(answer.result.expectedBytes).toEqual(exactly(answer.result.bytesRead));
  });
});
