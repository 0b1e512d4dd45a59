import { describe, expect, test } from 'vitest';
import { exactly, unknownInterval } from '../../estimator/pricing/interval.js';
import { formatInterval } from '../../estimator/render/format-interval.js';
import { outputFormats, renderers } from '../../estimator/render/registry.js';
import type { Comparison } from '../../estimator/report.js';
import { failedStatement, freeStatement, fullStatement, reportOf, statementOf } from './sample-report.js';

const report = reportOf([fullStatement, failedStatement, freeStatement]);

async function render(format: 'text' | 'json' | 'markdown', of = report): Promise<string> {
  return (await renderers[format]()).renderReport(of);
}

describe('text', () => {
  test('says three figures, the scan, the reasons, the error, the total and the price', async () => {
    expect(await render('text')).toBe(
      `queries/daily.sql:1:1  SELECT
  cost    $0.000214 ($0.000141 to $0.000214) a run, $0.154 ($0.10 to $0.154) a month of 720 runs
  scanned 46.6 MB (31 MB to 46.6 MB)
  billed  47 MB (31 MB to 47 MB)
  scan    default.transactions at 8:6, parquet: 46.6 MB (31 MB to 46.6 MB)
          2 columns (amount, category), 1 of 12 partitions, 1 of 12 objects, 3 of 41 row groups
          because Columns may be read late. [late_materialization:9:3]
          because A sample is read. [sampled]

queries/daily.sql:12:1  SELECT
  error   queries/daily.sql:12:15: Table x|y is not in the catalog. [unknown_table]

20:3  DDL
  cost    $0, Athena does not charge for this statement
  scanned 0 B
  billed  0 B

total of 3 statements
  cost    $0.000214 ($0.000141 to $0.000214)
  scanned 46.6 MB (31 MB to 46.6 MB)
  billed  47 MB (31 MB to 47 MB)
  missing 1 not estimated, in none of these sums

Price: us-east-1, $5.00 per TB of 2^40 bytes; a query is rounded up to 1 MB, at least 10 MB.
Source: ${report.price.source}, verified 2026-05-01. A TB of 10^12 bytes (--terabyte decimal) costs 9.95 % more.`,
    );
  });

  test('an exact figure is given to the byte', async () => {
    expect(await render('text', reportOf([statementOf('select', exactly(46_647_759))]))).toContain(
      'scanned 46.6 MB (46,647,759 bytes, exact)',
    );
  });

  test('what is not known is a word, never a number', async () => {
    const text = await render('text', reportOf([statementOf('select', unknownInterval)]));
    expect(text).toContain('cost    not known\n');
    expect(text).not.toMatch(/\$0\b(?!\.)/);
  });

  test('many columns are counted', async () => {
    const [scan] = fullStatement.scans;
    if (scan === undefined) throw new Error('no scan');
    const columns = Array.from({ length: 100 }, (_, index) => `c${index}`);
    const wide = { ...fullStatement, scans: [{ ...scan, columns }] };
    expect(await render('text', reportOf([wide]))).toContain('100 columns (c0, c1, ');
    expect(await render('text', reportOf([wide]))).toContain('c11 and 88 more)');
  });
});

test('json is the report itself', async () => {
  const text = await render('json');
  expect(JSON.parse(text)).toEqual(report);
  expect(text.startsWith('{\n  "schemaVersion": 1')).toBe(true);
});

test('markdown is a table in which names are no markup', async () => {
  const text = await render('markdown');
  expect(text).toContain(
    '| statement | kind | cost a run | scanned | billed |\n| --- | --- | --- | --- | --- |',
  );
  expect(text).toContain('unknown\\_table: Table x\\|y is not in the catalog.');
});

test('every format of the registry renders', async () => {
  for (const format of outputFormats) expect((await render(format)).length).toBeGreaterThan(100);
});

describe('a comparison', () => {
  const layout = (database: string, bytes: number | null, storedBytes: number | null) => ({
    database,
    format: database.split('_')[0] ?? '',
    codec: 'snappy',
    partitionKeys: database.endsWith('month') ? ['year', 'month'] : [],
    storedBytes,
    report: reportOf([bytes === null ? failedStatement : statementOf('select', exactly(bytes))]),
  });
  const comparison: Comparison = {
    schemaVersion: 1,
    tool: report.tool,
    layouts: [
      layout('parquet_by_month', 31_000_000, 560_000_000),
      layout('parquet', 560_000_000, 560_000_000),
      layout('csv', 1_434_000_000, null),
      layout('empty', null, 0),
    ],
  };

  test('as text: a table without colours, cheapest first, with the ratio', async () => {
    const text = await (await renderers.text()).renderComparison(comparison);
    expect(text.split('\n').map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
      'layout  format  codec  partitioned by  stored  scanned  x fewest  cost a run  x cheapest',
      'parquet_by_month  parquet  snappy  year, month  560 MB  31 MB  1  $0.000141  1',
      'parquet  parquet  snappy  -  560 MB  560 MB  18  $0.00255  18',
      'csv  csv  snappy  -  not known  1.43 GB  46  $0.00652  46',
      'empty  empty  snappy  -  0 B  not known  -  Table x|y is not in the catalog.  -',
      '',
      'Price: us-east-1, $5.00 per TB of 2^40 bytes; a query is rounded up to 1 MB, at least 10 MB.',
      `Source: ${report.price.source}, verified 2026-05-01. A TB of 10^12 bytes (--terabyte decimal) costs 9.95 % more.`,
    ]);
  });

  test('as json and markdown', async () => {
    expect(JSON.parse(await (await renderers.json()).renderComparison(comparison))).toEqual(comparison);
    const markdown = await (await renderers.markdown()).renderComparison(comparison);
    expect(markdown.split('\n')[2]).toBe(
      '| parquet\\_by\\_month | parquet | snappy | year, month | 560 MB | 31 MB | 1 | $0.000141 | 1 |',
    );
  });
});

test.each([
  [{ low: 1, likely: 1, high: 1 }, '1'],
  [{ low: 0, likely: 1, high: 2 }, '1 (0 to 2)'],
  [{ low: null, likely: null, high: 2 }, 'at most 2'],
  [{ low: null, likely: 1, high: 2 }, '1 (at most 2)'],
  [{ low: 1, likely: null, high: null }, 'at least 1'],
  [{ low: 1, likely: null, high: 2 }, '1 to 2'],
  [unknownInterval, 'not known'],
])('%j is "%s"', (interval, text) => {
  expect(formatInterval(interval, String)).toBe(text);
});
