/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { examples } from '../../server/examples.js';
import { endlessRun } from '../server/heavy-sql.js';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const link = (path: string, sql: string): string => `${path}?${new URLSearchParams({ sql })}`;
const planSelect = examples[0]?.sql ?? '';

const pages = [
  { name: 'empty', path: '/' },
  { name: 'a bill', path: link('/', planSelect) },
  { name: 'a range', path: link('/', 'SELECT * FROM transactions LIMIT 10') },
  { name: 'several statements', path: link('/', `${planSelect} SELECT nothing FROM transactions`) },
  { name: 'a calendar', path: link('/', 'SELECT amount FROM parquet_snappy_by_day.transactions') },
  { name: 'an error', path: link('/', 'SELECT amuont FROM transactions') },
  { name: 'rows', path: link('/run', planSelect) },
  { name: 'the comparison', path: link('/compare', planSelect) },
  { name: 'advice', path: link('/advice', 'SELECT * FROM transactions') },
  {
    name: 'layouts to try',
    path: `${link('/advice', "SELECT amount FROM raw_transactions WHERE category = 'food'")}&database=raw`,
  },
  { name: 'another layout', path: link('/what-if', planSelect) },
  { name: 'own data', path: '/data' },
  { name: 'the catalog', path: '/catalog' },
  { name: 'the claims', path: '/claims' },
  { name: 'the reference', path: '/reference' },
  { name: 'nothing there', path: '/nowhere' },
];

/** A run that takes a while leads to its rows by way of a page of its own. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(opened.served.url + path);
  if (path.startsWith('/run')) await page.waitForSelector('#result');
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const scope: unknown = Reflect.get(globalThis, 'axe');
    if (typeof scope !== 'object' || scope === null) throw new Error('axe is not there');
    const run: unknown = Reflect.get(scope, 'run');
    if (typeof run !== 'function') throw new Error('axe cannot run');
    const { violations } = await run();
    return violations.map(
      (one: { id: string; nodes: { html: string }[] }) => `${one.id}: ${one.nodes[0]?.html}`,
    );
  });
}

/** With everything open that opens. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    return document.documentElement.scrollWidth - window.innerWidth;
  });
}

describe.each([
  ['light', 390],
  ['light', 1280],
  ['dark', 390],
  ['dark', 1280],
] as const)('in %s at %i px', (colorScheme, width) => {
  test.each(pages)('axe finds nothing on $name', async ({ path }) => {
    const context = await opened.browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await open(page, path);
    const found = await axeFindings(page);
    await context.close();
    expect(found).toEqual([]);
  });
});

test('axe finds nothing on a run that goes on', async () => {
  const page = await (await opened.browser.newContext()).newPage();
  await page.goto(opened.served.url + link('/run', endlessRun));
  await page.waitForSelector('#run-text');
  const found = await axeFindings(page);
  await page.click('#cancel');
  await page.context().close();
  expect(found).toEqual([]);
});

describe.each([360, 768, 1280, 1920])('at %i px', (width) => {
  test.each(pages)('$name fits without horizontal scrolling', async ({ path }) => {
    const context = await opened.browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    await open(page, path);
    const overflow = await overflowOf(page);
    await context.close();
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test('every control is reached by the keyboard and shows its focus', async () => {
  const page = await opened.browser.newPage();
  await page.goto(opened.served.url + link('/', planSelect));
  const reached: string[] = [];
  for (let count = 0; count < 40; count += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return '';
      const { outlineStyle } = getComputedStyle(element.closest('.cm-editor') ?? element);
      return `${element.id || element.textContent?.trim()} ${outlineStyle}`;
    });
    reached.push(focused);
  }
  await page.close();
  const names = reached.map((focused) => focused.replace(/ \w+$/, ''));
  expect(names).toEqual(
    expect.arrayContaining(['Examples', 'editor', 'database', 'region', 'runs', 'Estimate', 'run']),
  );
  expect(reached.filter((focused) => focused.endsWith(' none'))).toEqual([]);
});

describe.each(['light', 'dark'] as const)('tried layouts in %s', (colorScheme) => {
  test('pass axe and fit on a phone', async () => {
    const context = await opened.browser.newContext({ colorScheme, viewport: { width: 360, height: 900 } });
    const page = await context.newPage();
    const sql = "SELECT sum(amount) FROM transactions WHERE category = 'food' AND is_fraud";
    await page.goto(`${opened.served.url + link('/advice', sql)}&database=csv`);
    await page.click('#try-advice');
    await page.getByText('Tried and dropped').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await context.close();
  });
});

describe.each(['light', 'dark'] as const)('own tables in %s', (colorScheme) => {
  test.each([360, 1280])('pass axe and fit at %i px', async (width) => {
    const context = await opened.browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${opened.served.url}/data`);
    const name = `${'a_long_name_'.repeat(5)}.csv`;
    const buffer = Buffer.from(`${'column_'.repeat(20)},b\n1,2\n`);
    await page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer });
    await page.click('#upload button');
    await page.waitForSelector('.own-table');
    await page.click('.own-table summary');
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await context.close();
  });
});
