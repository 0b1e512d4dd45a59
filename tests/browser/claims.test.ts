/// <reference lib="dom" />
import { expect, test } from 'vitest';
import { endlessRun } from '../server/heavy-sql.js';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();

test('claims that are still measured fill themselves in, and without scripts a link asks again', async () => {
  const gone = new AbortController();
  const run = opened.served.post('/run.json', { sql: endlessRun }, { signal: gone.signal }).catch(() => null);
  // The run follows its estimate, before any browser has opened a page.
  await opened.served.post('/estimate.json', { sql: endlessRun });
  const page = await (await opened.browser.newContext()).newPage();
  await page.goto(`${opened.served.url}/claims`);
  await page.waitForSelector('#measuring');
  const plain = await (await opened.browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(`${opened.served.url}/claims`);
  expect(await plain.textContent('#measuring')).toContain('0 of 4 techniques are done');
  gone.abort();
  await run;
  await page.waitForSelector('#measuring', { state: 'detached', timeout: 60_000 });
  expect(await page.locator('.claim').count()).toBe(4);
  expect(await page.locator('#claims').count()).toBe(1);
  await plain.click('text=Look again');
  expect(await plain.locator('.claim').count()).toBe(4);
  await Promise.all([page.context().close(), plain.context().close()]);
});
