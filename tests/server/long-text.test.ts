import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultLimits } from '../../server/limits.js';
import { type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

/** Short work, long text. */
const sql = Array.from(
  { length: 20 },
  (_, index) => `${'\n'.repeat(1_000)}SELECT *, ${index} FROM transactions`,
).join(';');

test.each(['/', '/compare', '/advice', '/what-if'])(
  '%s of a text that is too long for a link has no link to it',
  async (path) => {
    const form = path === '/what-if' ? { sql, storage: 'csv-none' } : { sql };
    const page = await (await served.post(path, form)).text();
    const links = [...page.matchAll(/(?:href|src|srcset)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(Math.max(...links.map(({ length }) => length))).toBeLessThanOrEqual(defaultLimits.linkLength);
    expect(page.length).toBeLessThan(1_000_000);
  },
);

test('of a short text they have', async () => {
  const page = await (await served.post('/compare', { sql: 'SELECT * FROM transactions' })).text();
  expect(page).toContain('sort=name');
  expect(page).toMatch(/<th scope="row"><a href="\/\?sql=/);
});
