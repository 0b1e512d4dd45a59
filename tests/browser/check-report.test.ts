/// <reference lib="dom" />
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderCheck } from '../../estimator/check/render/render-check.js';
import { sampleCheckReports } from '../check/render/sample-check-reports.js';
import { openBrowser } from './open-browser.js';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test.each([360, 768, 1200, 1280])('at %i pixels every figure of the report is in sight', async (width) => {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  for (const name of ['compared', 'passing', 'hostile'] as const) {
    await page.setContent(await renderCheck(sampleCheckReports[name], 'html'));
    const hidden = await page.evaluate(
      () =>
        [...document.querySelectorAll('.wide, .chart, html')].filter(
          (box) => box.scrollWidth > box.clientWidth,
        ).length,
    );
    const charts = await page.locator('.chart:visible').count();
    expect({ name, hidden, charts }).toEqual({ name, hidden: 0, charts: 1 });
  }
  await page.close();
});
