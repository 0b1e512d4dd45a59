/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { complaintsOf } from './complaints-of.js';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();

const csv = 'id,amount\n1,2.5\n2,4\n';

describe.each([true, false])('with JavaScript: %s', (javaScriptEnabled) => {
  let page: Page;
  let violations: readonly string[] = [];

  beforeEach(async () => {
    page = await (await opened.browser.newContext({ javaScriptEnabled })).newPage();
    violations = complaintsOf(page);
    await page.goto(opened.served.url);
    await page.click('nav >> text=Your data');
  });

  afterEach(() => page.context().close());

  async function upload(name: string, content: string): Promise<void> {
    await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await page.click('#upload button');
  }

  test('a file is uploaded, its types are corrected, and a query runs on it', async () => {
    await upload('Sales.csv', csv);
    await page.waitForSelector('#table-sales');
    expect(await page.textContent('#table-sales')).toContain('2 rows');
    await page.click('#table-sales summary');
    await page.selectOption('[name="type-0"]', 'string');
    await page.click('text=Correct the types');
    await page.click('#table-sales summary');
    expect(await page.locator('[name="type-0"] option').first().textContent()).toBe('string');
    await page.click('text=Query it in the playground');
    expect(await page.inputValue('#database')).toBe('mine');
    await page.click('#run');
    await page.waitForSelector('#result');
    expect(await page.locator('.rows tbody tr').count()).toBe(2);
    expect(await page.textContent('.rows thead')).toContain('varchar');
    expect(violations).toEqual([]);
  });

  test('a refused file is told beside the form, and the next one is taken', async () => {
    await upload('notes.pdf', 'no table');
    await page.waitForSelector('[role="alert"]');
    expect(await page.textContent('[role="alert"]')).toContain('has to end in .csv');
    await upload('sales.csv', csv);
    await page.waitForSelector('#table-sales');
    expect(await page.locator('[role="alert"]').count()).toBe(0);
    await page.click('text=Delete all my data now');
    expect(await page.locator('.own-table').count()).toBe(0);
  });

  test('pasted DDL becomes a table, and is deleted', async () => {
    await page.fill('#ddl', 'CREATE EXTERNAL TABLE orders (id bigint) STORED AS PARQUET');
    await page.click('text=Read the DDL');
    expect(await page.textContent('#table-orders')).toContain('Parquet, size not known');
    await page.click('#table-orders >> text=Delete');
    expect(await page.locator('.own-table').count()).toBe(0);
  });
});
