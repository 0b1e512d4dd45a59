/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examples } from '../../server/examples.js';
import { complaintsOf } from './complaints-of.js';
import { inBrowser } from './in-browser.js';
import { writeSql } from './write-sql.js';

const opened = inBrowser();

const planSelect = examples[0]?.sql ?? '';

describe('without JavaScript', () => {
  let page: Page;

  beforeEach(async () => {
    page = await (await opened.browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(opened.served.url);
  });

  afterEach(() => page.context().close());

  test('the plain form estimates, on the layout that is chosen', async () => {
    await page.fill('#sql', 'SELECT sum(amount) FROM transactions');
    await page.selectOption('#database', 'json');
    await page.click('text=Estimate');
    expect(await page.textContent('#price')).toMatch(/^\$0\.0000\d+$/);
    expect(await page.inputValue('#sql')).toBe('SELECT sum(amount) FROM transactions');
    expect(await page.inputValue('#database')).toBe('json');
    expect(await page.textContent('.why')).toContain('Rows are stored whole');
  });

  test("the plan's SELECT is one click away, and Run shows its rows", async () => {
    await page.click('.bill >> text=One month by category');
    expect(await page.inputValue('#sql')).toBe(planSelect);
    await page.click('#run');
    // A run that takes longer shows a page that looks again by itself.
    await page.waitForSelector('.rows tbody tr');
    expect(await page.locator('.rows tbody tr').count()).toBe(4);
    expect(await page.textContent('#verdict')).toBe('Exactly what was estimated, to the byte.');
  });

  test('wrong runs a month are said at their field, beside the estimate', async () => {
    await page.fill('#sql', 'SELECT sum(amount) FROM transactions');
    await page.fill('#runs', 'abc');
    await page.click('text=Estimate');
    expect(await page.textContent('#price')).toMatch(/^\$0/);
    expect(await page.getAttribute('#runs', 'aria-invalid')).toBe('true');
    expect(await page.textContent('#runs-problem')).toContain('a number above 0');
  });

  test('an error keeps the text and names the place', async () => {
    await page.fill('#sql', 'SELECT category,\n  amuont\nFROM transactions');
    await page.click('text=Estimate');
    expect(await page.inputValue('#sql')).toContain('amuont');
    expect(await page.textContent('#problem')).toContain('line 2, column 3');
    expect(await page.textContent('#problem mark')).toBe('amuont');
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

  test('the estimate follows typing, the address follows the estimate', async () => {
    await page.click('.cm-content');
    await page.keyboard.type('SELECT sum(amount) FROM transactions', { delay: 5 });
    await page.waitForSelector('#price');
    await page.waitForFunction(() => location.search.includes('amount'));
    expect(await page.locator('#announcement').textContent()).toContain('per run');
    const price = await page.textContent('#price');
    await page.reload();
    expect(await page.inputValue('#sql')).toBe('SELECT sum(amount) FROM transactions');
    expect(await page.textContent('#price')).toBe(price);
    expect(violations).toEqual([]);
  });

  test('another layout changes the bill in place, without leaving the page', async () => {
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.waitForSelector('#price');
    const before = await page.textContent('#scanned');
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    await page.selectOption('#database', 'json');
    await page.waitForFunction((text) => document.querySelector('#scanned')?.textContent !== text, before);
    expect(await page.getAttribute('body', 'data-same-page')).toBe('yes');
    expect(await page.textContent('.layouts tr.current')).toContain('json');
  });

  test('a text too long for the address leaves no older query there; a short link brings it back', async () => {
    const older = { sql: 'SELECT sum(amount) FROM transactions', database: 'csv', runs: '30' };
    await page.goto(`${opened.served.url}/?${new URLSearchParams(older)}`);
    const long = `SELECT max(amount) FROM transactions -- ${'x'.repeat(9_000)}`;
    await writeSql(page, long);
    await page.getByText('The query is too long for a link.').waitFor();
    const address = new URL(page.url()).searchParams;
    expect([address.get('sql'), address.get('database'), address.get('runs')]).toEqual(['', 'csv', '30']);
    await page.reload();
    expect(await page.inputValue('#sql')).not.toContain('sum(amount)');
    expect(await page.locator('#price').count()).toBe(0);
    await writeSql(page, long);
    await page.click('text=Keep it under a short one');
    await page.waitForURL((url) => url.searchParams.has('query'));
    await page.reload();
    expect(await page.inputValue('#sql')).toBe(long);
  });

  test('an error while typing is told beside the text, and the last estimate stays', async () => {
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.waitForSelector('#price');
    const price = await page.textContent('#price');
    await writeSql(page, 'SELECT sum(amuont) FROM transactions');
    await page.waitForSelector('#problem .blocking');
    expect(await page.textContent('#problem')).toContain('Did you mean amount?');
    expect(await page.textContent('#price')).toBe(price);
    const filter = await page.locator('.bill').evaluate((bill) => getComputedStyle(bill).filter);
    expect(filter).toContain('grayscale');
    await page.click('#problem a.place');
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('amuont');
    expect(await page.textContent('.cm-content .fault')).toBe('amuont');
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.waitForFunction(() => document.querySelector('#problem')?.textContent === '');
    expect(violations).toEqual([]);
  });

  test('another layout keeps the rows that the slider stands for', async () => {
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.selectOption('#database', 'parquet');
    await page.focus('#size');
    await page.keyboard.press('End');
    await page.waitForFunction(() => location.search.includes('size=7'));
    const row = page.locator('.layouts tr', { hasText: 'csv_gzip' });
    const [stored, usd] = await Promise.all(
      ['.stored-figure', '.usd-figure'].map(async (one) => (await row.locator(one).textContent())?.trim()),
    );
    await page.selectOption('#database', 'csv_gzip');
    await page.waitForFunction(() => location.search.includes('of=parquet'));
    expect(await page.textContent('#price')).toBe(usd);
    expect(await page.textContent('#size-text')).toBe(`${stored} (1 PB in parquet)`);
    expect(await page.getAttribute('#size', 'aria-valuetext')).toBe(`${stored} (1 PB in parquet)`);
    await page.focus('#size');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => location.search.includes('size=6') && !location.search.includes('of='));
    expect(await page.textContent('#size-text')).toBe('100 TB');
    expect(violations).toEqual([]);
  });

  test('wrong runs a month are said at their field, and everything else goes on', async () => {
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.waitForSelector('#price');
    await page.fill('#runs', '1,000');
    await page.waitForSelector('#runs[aria-invalid="true"]');
    expect(await page.textContent('#runs-problem')).toContain('a number above 0');
    const before = await page.textContent('#scanned');
    await page.selectOption('#database', 'json');
    await page.waitForFunction((text) => document.querySelector('#scanned')?.textContent !== text, before);
    await page.click('#run');
    await page.waitForSelector('.rows tbody tr');
    expect(await page.inputValue('#runs')).toBe('1,000');
    await page.fill('#runs', '1000');
    await page.waitForSelector('#month');
    expect(await page.getAttribute('#runs', 'aria-invalid')).toBeNull();
    expect(await page.isVisible('#runs-problem')).toBe(false);
    expect(await page.textContent('#problem')).toBe('');
    expect(violations).toEqual([]);
  });

  test('an error while typing moves no control', async () => {
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.waitForSelector('#price');
    const places = () =>
      page.evaluate(() =>
        ['#database', '#run', '#compare'].map(
          (one) => document.querySelector(one)?.getBoundingClientRect().y,
        ),
      );
    const before = await places();
    await writeSql(page, 'SELECT sum(amuont) FROM transactions');
    await page.waitForSelector('#problem .blocking');
    expect(await places()).toEqual(before);
  });

  test('Ctrl+Enter runs right after typing, and the delayed estimate does not wipe the rows', async () => {
    await writeSql(page, 'SELECT category, count(*) AS n FROM transactions GROUP BY 1 ORDER BY 1');
    await page.press('.cm-content', 'Control+Enter');
    await page.waitForSelector('#result');
    await page.waitForTimeout(800);
    expect(await page.locator('.rows tbody tr').count()).toBe(4);
    expect(await page.textContent('#bytes-read')).toMatch(/^[\d,]+ bytes$/);
    expect(violations).toEqual([]);
  });

  test('columns come before keywords where no table is named yet', async () => {
    await page.waitForLoadState('networkidle');
    await page.click('.cm-content');
    await page.keyboard.type('SELECT cat', { delay: 20 });
    await page.waitForSelector('.cm-tooltip-autocomplete >> text=category');
    // The editor takes no key for a choice in the moment in which the list appears.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    expect(await page.textContent('.cm-line')).toBe('SELECT category');
  });

  test('the editor completes columns of the chosen layout', async () => {
    await page.waitForLoadState('networkidle');
    await page.click('.cm-content');
    await page.keyboard.type('SELECT t.amou');
    await page.keyboard.press('Escape');
    await writeSql(page, 'SELECT transactions.am');
    await page.keyboard.press('Control+Space');
    await page.waitForSelector('.cm-tooltip-autocomplete >> text=amount');
    expect(violations).toEqual([]);
  });

  test('Tab leaves the editor', async () => {
    await page.click('.cm-content');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.cm-editor'))).toBeNull();
  });

  test('the slider scales the bill to a table of another size', async () => {
    await writeSql(page, 'SELECT sum(amount) FROM transactions');
    await page.waitForSelector('#price');
    await page.focus('#size');
    await page.keyboard.press('End');
    await page.waitForSelector('#scale');
    expect(await page.textContent('#size-text')).toBe('1 PB');
    expect(await page.textContent('#price')).toMatch(/^\$[\d,]+\.\d\d$/);
    expect(violations).toEqual([]);
  });

  test('every layout has its bar; the chart of their own page is an image that loads', async () => {
    await writeSql(page, planSelect);
    await page.waitForSelector('.layouts');
    expect(await page.locator('.layouts tbody tr').count()).toBe(14);
    expect(await page.locator('.layouts .bar').count()).toBe(14);
    await page.click('.compare a >> text=page of its own');
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>('.chart img')?.naturalWidth ?? 0) > 0,
    );
    expect(violations).toEqual([]);
  });

  test('a slow answer to older text never replaces a newer one', async () => {
    await page.route('**/', async (route) => {
      const isSlow = (route.request().postData() ?? '').includes('slow');
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue().catch(() => undefined);
    });
    await writeSql(page, 'SELECT sum(amount) AS slow FROM transactions');
    await page.waitForTimeout(500);
    await writeSql(page, 'SELECT count(user_id) AS quick FROM transactions');
    await page.waitForSelector('.why >> text=user_id');
    await page.waitForTimeout(1_600);
    expect(await page.textContent('.columns')).toContain('user_id');
    expect(page.url()).toContain('quick');
  });
});
