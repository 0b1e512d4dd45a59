import { fileURLToPath } from 'node:url';
import { examples } from '../../server/examples.js';
import { startServer } from '../../server/start.js';
import { asItIs } from '../../server/table-size.js';
import { urls } from '../../server/urls.js';
import { openBrowser } from './open-browser.js';

/** `npm run picture`: the playground as the README shows it, over the built-in datasets. */
const server = await startServer({
  port: 0,
  host: '127.0.0.1',
  logLevel: 'silent',
  announce: () => undefined,
});
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1180 }, colorScheme: 'light' });
  const question = {
    sql: examples[0]?.sql ?? '',
    database: 'csv',
    region: 'us-east-1',
    runsPerMonth: 288,
    tableSize: asItIs,
    sizedIn: 'csv',
    storedAs: null,
  };
  await page.goto(server.url + urls.playground(question));
  await page.waitForSelector('.layouts .bar');
  const path = fileURLToPath(new URL('../../docs/playground.png', import.meta.url));
  await page.screenshot({ path });
} finally {
  await browser.close();
  await server.close();
}
