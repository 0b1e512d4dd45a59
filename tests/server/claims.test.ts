import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimsView } from '../../server/views/claims-view.js';
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
