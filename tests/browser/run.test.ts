/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endlessRun } from '../server/heavy-sql.js';
import { complaintsOf } from './complaints-of.js';
import { inBrowser } from './in-browser.js';
import { writeSql } from './write-sql.js';

const opened = inBrowser();

const ordered = "SELECT transaction_id AS id, '<img src=x onerror=fail()>' AS h FROM transactions ORDER BY 1";
const script = "SELECT 'one' AS a;\nDROP TABLE t;\nSELECT 'two' AS b;";

/** The rows on the page. */
function firstCells(page: Page): Promise<string[]> {
  return page.locator('.rows tbody td:first-child').allTextContents();
}

describe('without JavaScript', () => {
  let page: Page;

  beforeEach(async () => {
    page = await (await opened.browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(opened.served.url);
  });

  afterEach(() => page.context().close());

  test('pages of rows are links, and the downloads have all rows', async () => {
    await page.fill('#sql', ordered);
    await page.click('#run');
    await page.waitForSelector('#result');
    const first = await firstCells(page);
    await page.click('#next-rows');
    expect(await page.textContent('#rows-shown')).toBe('Rows 101 to 200 of 5,000');
    expect(await page.inputValue('#sql')).toBe(ordered);
    await page.click('#previous-rows');
    expect(await firstCells(page)).toEqual(first);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('text=CSV >> visible=true'),
    ]);
    expect(download.suggestedFilename()).toBe('result.csv');
    const csv = readFileSync((await download.path()) ?? '', 'utf8');
    expect(csv.split('\r\n')).toHaveLength(1 + 5_000 + 1);
    expect(csv).toContain('"<img src=x onerror=fail()>"');
  });

  test('each statement has its button', async () => {
    await page.fill('#sql', script);
    await page.click('#run');
    await page.waitForSelector('#result');
    expect(await firstCells(page)).toEqual(['one']);
    await page.click('#run-choices button >> text=line 3');
    await page.waitForSelector('.rows th >> text=b');
    expect(await firstCells(page)).toEqual(['two']);
    expect(await page.textContent('#run-choices .shown')).toContain('line 3');
  });
});

describe('a long run without JavaScript', () => {
  test('has a page that looks again by itself, and a button to cancel', { timeout: 60_000 }, async () => {
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    try {
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(opened.served.url);
      await page.fill('#sql', endlessRun);
      await page.click('#run');
      await page.waitForURL(/\/runs\/[\w-]{22}$/);
      expect(await page.inputValue('#sql')).toBe(endlessRun);
      expect(await page.textContent('#price')).toMatch(/^\$/);
      // Longer than any answer waits before it leads here: the page has looked again.
      await page.waitForSelector('#run-text >> text=/([3-9]|\\d\\d)\\.\\d s/', { timeout: 60_000 });
      await page.click('#cancel');
      await page.waitForSelector('#problem >> text=The query was cancelled after');
      expect(await page.inputValue('#sql')).toBe(endlessRun);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe('with JavaScript', () => {
  let page: Page;
  let violations: readonly string[] = [];

  beforeEach(async () => {
    page = await (await opened.browser.newContext()).newPage();
    violations = complaintsOf(page);
    await page.goto(opened.served.url);
  });

  afterEach(() => page.context().close());

  test('a page of rows takes the place of the other', async () => {
    await writeSql(page, ordered);
    await page.click('#run');
    await page.waitForSelector('#next-rows');
    const first = await firstCells(page);
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    await page.click('#next-rows');
    await page.waitForSelector('#previous-rows');
    expect(await page.textContent('#rows-shown')).toBe('Rows 101 to 200 of 5,000');
    expect(await firstCells(page)).not.toEqual(first);
    expect(await page.getAttribute('body', 'data-same-page')).toBe('yes');
    expect(await page.locator('#result').count()).toBe(1);
    expect(violations).toEqual([]);
  });

  test('a long run shows its progress and can be cancelled', async () => {
    await writeSql(page, endlessRun);
    await page.click('#run');
    await page.waitForSelector('#running');
    expect(await page.textContent('#price')).toMatch(/^\$/);
    await page.waitForFunction(() =>
      /^[2-9]\.\d s/.test(document.querySelector('#run-text')?.textContent ?? ''),
    );
    await page.click('#cancel');
    await page.waitForSelector('#problem .notice');
    expect(await page.textContent('#problem')).toContain('The query was cancelled after');
    expect(await page.locator('#running').count()).toBe(0);
    await writeSql(page, 'SELECT 7 AS seven');
    await page.press('.cm-content', 'Control+Enter');
    await page.waitForSelector('#result');
    expect(await firstCells(page)).toEqual(['7']);
    expect(violations).toEqual([]);
  });

  test('another run takes the place of one that goes on', async () => {
    await writeSql(page, endlessRun);
    await page.press('.cm-content', 'Control+Enter');
    await page.waitForSelector('#running');
    await writeSql(page, script);
    await page.press('.cm-content', 'Control+Enter');
    await page.waitForSelector('#result', { timeout: 6_000 });
    expect(await firstCells(page)).toEqual(['one']);
    await page.click('#run-choices button >> text=line 3');
    await page.waitForSelector('.rows th >> text=b');
    await page.waitForTimeout(700);
    expect(await firstCells(page)).toEqual(['two']);
    expect(violations).toEqual([]);
  });

  test('a run that outlasts the first look ends in its rows', async () => {
    const slow = 'SELECT count(*) AS n FROM transactions a, transactions b WHERE a.amount * b.amount < 0';
    await writeSql(page, `${slow} OR a.amount + b.amount < 0 OR a.amount - b.amount = 0.001`);
    await page.click('#run');
    await page.waitForSelector('#result', { timeout: 20_000 });
    expect(await page.locator('#running').count()).toBe(0);
    expect(await page.textContent('#announcement')).toContain('The query gave 1 row');
    expect(violations).toEqual([]);
  });
});
