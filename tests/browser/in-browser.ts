import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type ServedDatasets, serveDatasets } from '../server/serve-datasets.js';
import { openBrowser } from './open-browser.js';

/** The playground over small datasets and a browser, for the tests of one file. */
export interface InBrowser {
  readonly served: ServedDatasets;
  readonly browser: Browser;
}

export function inBrowser(): InBrowser {
  let opened: InBrowser | null = null;
  const required = (): InBrowser => {
    if (opened === null) throw new Error('the browser is not open yet');
    return opened;
  };
  beforeAll(async () => {
    opened = { served: await serveDatasets(), browser: await openBrowser() };
  });
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.served.close();
  });
  return {
    get served() {
      return required().served;
    },
    get browser() {
      return required().browser;
    },
  };
}
