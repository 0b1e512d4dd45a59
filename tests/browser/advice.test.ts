/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedDatasets, serveDatasets } from '../server/serve-datasets.js';
import { openBrowser } from './open-browser.js';

let served: ServedDatasets;
let browser: Browser;

beforeAll(async () => {
  served = await serveDatasets();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

const question = {
  sql: "SELECT category, sum(amount) FROM transactions WHERE event_time >= TIMESTAMP '2024-11-05 00:00:00' GROUP BY 1",
  database: 'csv_by_day',
};

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  test('advice is shown, run, and used', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await page.goto(`${served.url}/?${new URLSearchParams(question)}`);
    const item = page.locator('.advice-item', { hasText: 'filter-partition-key' });
    expect(await item.textContent()).toContain('Same rows: not known. Run both to see.');
    await page.click('#try-advice');
    await item.locator('.rows-claim.same').waitFor();
    expect(await item.textContent()).toContain(
      'Same rows: yes, both were run here and gave the same 4 rows.',
    );
    expect(new URL(page.url()).pathname).toBe(javaScriptEnabled ? '/' : '/advice');
    await item.getByText('Use this statement').click();
    await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('sql') !== question.sql);
    expect(await page.inputValue('#sql')).toMatch(/ AND \(year > '2024' OR .+ GROUP BY 1$/);
    expect(await page.textContent('#advice')).not.toContain('filter-partition-key');
    await page.context().close();
  });
});

test('a layout that nobody has measured leads to the page that writes it', async () => {
  const page = await (await browser.newContext()).newPage();
  const raw = { sql: 'SELECT category FROM raw_transactions WHERE amount > 990', database: 'raw' };
  await page.goto(`${served.url}/?${new URLSearchParams(raw)}`);
  await page.getByText('Write it so and measure').click();
  await page.waitForURL((url) => url.pathname === '/what-if');
  expect(await page.inputValue('#storage')).toBe('parquet-zstd');
  expect(await page.inputValue('#sort')).toBe('amount');
  await page.context().close();
});
