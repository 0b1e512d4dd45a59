import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exactly } from '../../estimator/pricing/interval.js';
import { type Scale, scaleReport } from '../../server/scale.js';
import { tableSizes } from '../../server/table-size.js';
import { fullStatement, reportOf, statementOf } from '../render/sample-report.js';
import { plainText, type ServedDatasets, serveDatasets, textOf } from './serve-datasets.js';

const hundredTimes: Scale = { factor: 100, sampleBytes: 1e7, tableBytes: 1e9, sizedIn: null };

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

  test('a low bound, which need not grow, is said to be of what is here', async () => {
    const said = 'What is read at least stays what it is here';
    const range = { sql: `${sql} WHERE category = 'food'`, database: 'parquet', size: terabyte };
    expect(plainText(await (await served.get('/', range)).text())).toContain(said);
    const exact = { sql, database: 'csv', size: terabyte };
    expect(plainText(await (await served.get('/', exact)).text())).not.toContain(said);
  });

  test('the layouts scale with it', async () => {
    const { layouts } = await (
      await served.get('/compare.json', { sql, database: 'csv', size: terabyte })
    ).json();
    const csv = layouts.find(({ database }: { database: string }) => database === 'csv');
    expect(csv.storedBytes).toBe(1e12);
    expect(layouts[0].report.total.usd.likely).toBeLessThan(csv.report.total.usd.likely / 2);
  });

  describe('on another layout', () => {
    const petabyte = { sql, database: 'parquet', size: '7' };

    async function rowOf(name: string): Promise<{ readonly href: string; readonly text: string }> {
      const html = await (await served.get('/', petabyte)).text();
      const row = html.split('<tr').find((one) => one.includes(`database=${name}&amp;`)) ?? '';
      return {
        href: /href="([^"]+)"/.exec(row)?.[1]?.replaceAll('&amp;', '&') ?? '',
        text: plainText(`<tr${row}`).replace(/\s+/g, ' '),
      };
    }

    test('are as many rows: the figures that are clicked are those that are shown', async () => {
      for (const name of ['csv_gzip', 'json']) {
        const { href, text } = await rowOf(name);
        expect(href).toContain('&size=7&of=parquet');
        const html = await (await fetch(served.url + href)).text();
        expect(text).toContain(textOf(html, 'price') ?? 'no price');
        const size = /^(.*) \(1 PB in parquet\)$/.exec(textOf(html, 'size-text') ?? '')?.[1] ?? 'no size';
        expect(text).toContain(size);
        expect(plainText(html)).toContain(`to ${size}, as many rows as 1 PB in parquet: so many times`);
        const back =
          /href="([^"]*database=parquet&amp;[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
        expect(back).not.toContain('of=');
        const [there, first] = await Promise.all([
          (await fetch(served.url + back)).text(),
          (await served.get('/', petabyte)).text(),
        ]);
        expect(textOf(there, 'price')).toBe(textOf(first, 'price'));
      }
    });

    test('are as many rows in the JSON and on the other pages too', async () => {
      const question = { ...petabyte, database: 'csv_gzip', of: 'parquet' };
      const { layouts } = await (await served.get('/compare.json', petabyte)).json();
      const compared = layouts.find(({ database }: { database: string }) => database === 'csv_gzip');
      const { total, scaled } = await (await served.get('/estimate.json', question)).json();
      expect(total.usd).toEqual(compared.report.total.usd);
      expect(scaled.tableBytes).toBe(compared.storedBytes);
      const [whatIf, advice] = await Promise.all(
        ['/what-if', '/advice'].map(async (path) => (await served.get(path, question)).text()),
      );
      expect(plainText(whatIf ?? '')).toContain('as many rows as 1 PB in parquet');
      for (const html of [whatIf, advice]) expect(html).toContain('name="of" value="parquet"');
    });

    test('chosen in the form keep the rows; a slider that is moved is of the layout that it is on', async () => {
      const form = { ...petabyte, database: 'csv_gzip', at: '7', of: 'parquet' };
      const kept = await (await served.post('/', form)).text();
      expect(textOf(kept, 'price')).toBe(
        textOf(
          await (await served.get('/', { ...petabyte, database: 'csv_gzip', of: 'parquet' })).text(),
          'price',
        ),
      );
      const moved = await (await served.post('/', { ...form, size: '6' })).text();
      expect(textOf(moved, 'size-text')).toBe('100 TB');
      expect(moved).toContain('name="at" value="6"><input type="hidden" id="of" name="of" value="csv_gzip"');
    });

    test('that is not there is told, and the size is of this one', async () => {
      const response = await served.get('/', { ...petabyte, of: 'nope' });
      const html = await response.text();
      expect(response.status).toBe(400);
      expect(textOf(html, 'of-problem')).toContain('a database of the catalog');
      expect(textOf(html, 'size-text')).toBe('1 PB');
    });
  });

  describe('leaves no figure of the sample beside those of the table', () => {
    const queries = [
      { sql: 'SELECT * FROM transactions', database: 'csv' },
      { sql: 'SELECT * FROM transactions', database: 'parquet' },
      { sql: 'SELECT sum(amount) FROM transactions', database: 'parquet_zstd' },
      { sql: 'SELECT count(*) FROM transactions a CROSS JOIN transactions b', database: 'csv' },
      {
        sql: 'SELECT max(amount) FROM transactions UNION ALL SELECT min(amount) FROM transactions',
        database: 'parquet',
      },
      { sql: 'SELECT amount FROM transactions ORDER BY 1 LIMIT 3', database: 'json' },
      { sql: 'SELECT sum(amount) FROM transactions', database: 'csv_by_day' },
    ];
    const small = /(?<![\d.,])[1-9][\d.,]* (?:B|kB|MB)\b/g;
    const ofPriceAndSample = /the 10 MB minimum|next 1 MB|up to 1 MB|at least 10 MB|from [\d.]+ [kM]B here/g;

    test.each(queries)('$sql on $database', async (question) => {
      for (const path of ['/', '/advice', '/compare', '/what-if']) {
        const html = await (await served.get(path, { ...question, size: '7' })).text();
        const main = html.slice(html.indexOf('<main'), html.indexOf('<footer'));
        const text = plainText(main.replaceAll('<', ' <')).replace(/\s+/g, ' ');
        expect([path, text.replace(ofPriceAndSample, '').match(small)]).toEqual([path, null]);
      }
    });

    test('nor a count that is not said to be of the sample', async () => {
      const question = { sql: 'SELECT sum(amount) FROM transactions', database: 'parquet', size: '7' };
      const text = plainText(await (await served.get('/', question)).text()).replace(/\s+/g, ' ');
      expect(text).toMatch(/objects ?\d+ of \d+ of the sample/);
      expect(text).toMatch(/row groups ?\d+ of \d+ of the sample/);
      const unscaled = plainText(await (await served.get('/', { ...question, size: '0' })).text());
      expect(unscaled).not.toContain('of the sample');
      const whatIf = plainText(await (await served.get('/what-if', question)).text());
      expect(whatIf).toMatch(/\d files? of the sample/);
    });
  });

  test('the pages of a result keep the slider, and say what was read of the sample', async () => {
    const question = { sql: 'SELECT transaction_id FROM transactions', database: 'csv', size: '5' };
    const { result } = await (await served.get('/run.json', question)).json();
    const html = await (await served.get(`/results/${result.id}`, { page: '2' })).text();
    expect(html).toMatch(/id="size" name="size" min="0" max="7" value="5"/);
    expect(textOf(html, 'size-text')).toBe('10 TB');
    expect(html).toContain('&amp;size=5');
    expect(plainText(html)).toContain('really read of the sample');
  });

  test('a run is compared with the estimate of what is here', async () => {
    const answer = await (await served.get('/run.json', { sql, database: 'csv', size: terabyte })).json();
    expect(answer.result.expectedBytes).toEqual(exactly(answer.result.bytesRead));
  });
});
