/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderCheckHtml } from '../../estimator/check/render/render-check-html.js';
import { put, scratchFolder } from '../catalog/scratch.js';
import { sampleCheckReports } from '../check/render/sample-check-reports.js';
import { openBrowser } from './open-browser.js';

const folder = scratchFolder();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const names = ['passing', 'failing', 'compared', 'unknown', 'empty', 'hostile'] as const;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  for (const name of names) put(folder, `${name}.html`, await renderCheckHtml(sampleCheckReports[name]));
});

afterAll(() => browser.close());

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  test.each(names)(
    'the page of a run that is %s runs nothing, loads nothing, fits, and axe finds nothing',
    async (name) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 800 } });
      const page = await context.newPage();
      const events: string[] = [];
      page.on('dialog', (dialog) => {
        events.push('dialog');
        void dialog.dismiss();
      });
      page.on('console', (message) => events.push(message.text()));
      page.on('request', (request) => events.push(request.url()));
      const url = `file://${folder}/${name}.html`;
      await page.goto(url);
      const charts = await page.locator('.chart:visible').count();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await page.evaluate(axe);
      const found: unknown = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))',
      );
      await context.close();
      const hasBars = sampleCheckReports[name].check.files.some((file) => file.bytesScanned.high !== null);
      expect([events, charts, found]).toEqual([[url], hasBars ? 1 : 0, []]);
      expect(overflow).toBeLessThanOrEqual(0);
    },
  );
});
