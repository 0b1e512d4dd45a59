/// <reference lib="dom" />
import { expect, test } from 'vitest';
import { inBrowser } from './in-browser.js';

const opened = inBrowser();

const endless =
  'SELECT count(*) FROM transactions a, transactions b, transactions c WHERE a.amount < b.amount';

test('claims that are still measured fill themselves in, and without scripts a link asks again', async () => {
  const gone = new AbortController();
  const run = opened.served.post('/run.json', { sql: endless }, { signal: gone.signal }).catch(() => null);
  // The run follows its estimate, before any browser has opened a page.
  await opened.served.post('/estimate.json', { sql: endless });
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
