/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { complaintsOf } from './complaints-of.js';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();

function backgroundOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
}

/** Of the chart: which image the browser takes. */
function imageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLImageElement>('.chart img')?.currentSrc ?? '');
}

const [light, dark] = ['rgb(245, 247, 249)', 'rgb(16, 22, 28)'];

test.each([
  ['light', light, dark],
  ['dark', dark, light],
] as const)(
  'a %s system is followed until the visitor chooses, and the choice stays',
  async (colorScheme, own, other) => {
    const page = await (await opened.browser.newContext({ colorScheme })).newPage();
    const complaints = complaintsOf(page);
    const query = new URLSearchParams({ sql: 'SELECT sum(amount) FROM transactions' });
    await page.goto(`${opened.served.url}/compare?${query}`);
    expect(await backgroundOf(page)).toBe(own);
    expect(await imageOf(page)).toContain(`scheme=${colorScheme}`);
    await page.click('#theme');
    expect(await backgroundOf(page)).toBe(other);
    const chosen = colorScheme === 'light' ? 'dark' : 'light';
    await expect.poll(() => imageOf(page)).toContain(`scheme=${chosen}`);
    expect(await page.textContent('#theme')).toBe(colorScheme === 'light' ? 'Light theme' : 'Dark theme');
    await page.goto(`${opened.served.url}/reference`);
    expect(await backgroundOf(page)).toBe(other);
    await page.click('#theme');
    expect(await backgroundOf(page)).toBe(own);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
);

test('without JavaScript the system is followed, and no button offers what it cannot do', async () => {
  const context = await opened.browser.newContext({ colorScheme: 'dark', javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(opened.served.url);
  expect(await page.isVisible('#theme')).toBe(false);
  await context.close();
});
