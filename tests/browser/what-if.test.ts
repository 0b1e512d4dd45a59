/// <reference lib="dom" />
import { describe, expect, test } from 'vitest';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  test('the comparison leads to another layout, which is written and compared', async () => {
    const page = await (await opened.browser.newContext({ javaScriptEnabled })).newPage();
    const question = { sql: 'SELECT sum(amount) FROM transactions', database: 'csv' };
    await page.goto(`${opened.served.url}/?${new URLSearchParams(question)}`);
    await page.click('text=What if it were stored otherwise?');
    await page.selectOption('#storage', 'parquet-gzip');
    await page.selectOption('#key1', 'category');
    await page.click('text=Write and measure');
    expect(await page.textContent('#what-if-summary')).toMatch(
      /^Scans [\d.]+ × less and stores [\d.]+ × less/,
    );
    expect(await page.textContent('.sides')).toContain('Parquet, gzip, by category');
    expect(await page.inputValue('#storage')).toBe('parquet-gzip');
    expect(await page.inputValue('#key1')).toBe('category');
    await page.context().close();
  });
});
