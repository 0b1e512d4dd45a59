/// <reference lib="dom" />
import { describe, expect, test } from 'vitest';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();

const question = {
  sql: "SELECT category, sum(amount) FROM transactions WHERE event_time >= TIMESTAMP '2024-11-05 00:00:00' GROUP BY 1",
  database: 'csv_by_day',
};

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  test('advice is shown, run, and used', async () => {
    const page = await (await opened.browser.newContext({ javaScriptEnabled })).newPage();
    await page.goto(`${opened.served.url}/?${new URLSearchParams(question)}`);
    const item = page.locator('.advice-item', { hasText: 'filter-partition-key' });
    expect(await item.textContent()).toContain('Same rows: not known. Run both to see.');
    await page.click('#try-advice');
    await item.locator('.rows-claim.same').waitFor();
    expect(await item.textContent()).toContain(
      'Same rows: yes, both were run here and gave the same 4 rows.',
    );
    expect(new URL(page.url()).pathname).toBe(javaScriptEnabled ? '/' : '/advice/tried');
    await item.getByText('Use this statement').click();
    await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('sql') !== question.sql);
    expect(await page.inputValue('#sql')).toMatch(/ AND \(year > '2024' OR .+ GROUP BY 1$/);
    expect(await page.textContent('#advice')).not.toContain('filter-partition-key');
    await page.context().close();
  });
});

test.each([true, false])(
  'a layout is written, measured and led to, with JavaScript: %s',
  async (javaScriptEnabled) => {
    const page = await (await opened.browser.newContext({ javaScriptEnabled })).newPage();
    const raw = { sql: "SELECT amount FROM raw_transactions WHERE category = 'food'", database: 'raw' };
    await page.goto(`${opened.served.url}/?${new URLSearchParams(raw)}`);
    expect(await page.textContent('#advice')).toContain('Layouts that could be tried');
    await page.getByRole('button', { name: 'Try the advice on the data' }).click();
    const item = page.locator('.advice-item', { hasText: 'partitioned by category' });
    await item.waitFor();
    expect(await item.locator('.side').allTextContents()).toHaveLength(2);
    expect(await item.textContent()).toContain('certainly less');
    expect(await item.textContent()).toMatch(/both were run here and gave the same [\d,]+ rows/);
    expect(await page.textContent('#advice')).not.toContain('Layouts that could be tried');
    await item.getByText('What if: Parquet with zstd, partitioned by category').click();
    await page.waitForURL((url) => url.pathname === '/what-if');
    expect(await page.inputValue('#storage')).toBe('parquet-zstd');
    expect(await page.inputValue('#key1')).toBe('category');
    await page.click('text=Write and measure');
    expect(await page.textContent('#what-if-summary')).toMatch(/^Scans [\d.,]+ × less/);
    await page.context().close();
  },
);
