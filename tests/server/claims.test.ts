import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimsView } from '../../server/views/claims-view.js';
import { childProcesses } from './faults/child-processes.js';
import { endlessRun } from './heavy-sql.js';
import { plainText, type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;
let view: ClaimsView;

beforeAll(async () => {
  served = await serveDatasets();
  view = await (await served.get('/claims.json')).json();
});

afterAll(() => served.close());

test('every trial of every claim was run', () => {
  const trials = view.claims?.flatMap((claim) => claim.trials) ?? [];
  expect(trials.length).toBeGreaterThan(12);
  for (const { what, before, after } of trials) {
    expect([what, before.measuredBytes !== null, after.measuredBytes !== null]).toEqual([what, true, true]);
  }
});

test('columns saved beyond the claim, and LIMIT after ORDER BY that saves nothing, are told', () => {
  const verdicts = new Map(view.claims?.map(({ technique, verdict }) => [technique, verdict]));
  expect(verdicts.get('Parquet or ORC')).toMatch(/one column, JSON to Parquet: 9\d % saved/);
  expect(verdicts.get('LIMIT')).toContain('LIMIT 10 after ORDER BY: nothing saved');
});

test('the page says the same, and each query is a link', async () => {
  const html = await (await served.get('/claims')).text();
  for (const { verdict } of view.claims ?? []) expect(plainText(html)).toContain(verdict);
  const links = [...html.matchAll(/href="(\/\?sql=[^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  );
  expect(links.length).toBeGreaterThan(24);
  expect((await fetch(`${served.url}${links[0]}`)).status).toBe(200);
});

test('a page that is asked for while the engine is busy comes at once, and has all of it later', async () => {
  const busy = await serveDatasets();
  const before = childProcesses(process.pid, 'worker');
  const gone = new AbortController();
  const endless = busy.post('/run.json', { sql: endlessRun }, { signal: gone.signal }).catch(() => null);
  await expect
    .poll(() => childProcesses(process.pid, 'worker').some((pid) => !before.includes(pid)), {
      timeout: 30_000,
    })
    .toBe(true);
  const first = await busy.get('/claims');
  expect(first.headers.get('cache-control')).toBe('no-store');
  const html = await first.text();
  expect(html).toContain('The queries are running: 0 of 4 techniques are done.');
  expect(html).toContain('hx-get="/claims"');
  gone.abort();
  await endless;
  await expect
    .poll(async () => (await busy.get('/claims')).text(), { timeout: 60_000 })
    .not.toContain('id="measuring"');
  const all = await (await busy.get('/claims')).text();
  expect(all.match(/class="claim"/g)).toHaveLength(4);
  await busy.close();
});
