import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets({ limits: { requestsPerMinute: 60 } });
});

afterAll(() => served.close());

test('a page allows nothing inline and nothing from elsewhere', async () => {
  const response = await served.get('/');
  const policy = response.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
  const html = await response.text();
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=/);
});

describe('a form from another site', () => {
  const form = { sql: 'SELECT 1' };

  test.each([
    { headers: { 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
    { headers: { 'Sec-Fetch-Site': 'same-site' }, status: 403 },
    { headers: { Origin: 'https://evil.example' }, status: 403 },
    { headers: { Origin: 'null' }, status: 403 },
    { headers: { 'Sec-Fetch-Site': 'same-origin' }, status: 200 },
    { headers: { 'Sec-Fetch-Site': 'none' }, status: 200 },
    { headers: {}, status: 200 },
  ])('with $headers is answered with $status', async ({ headers, status }) => {
    const answered = await statusOf('POST', '/estimate.json', headers, new URLSearchParams(form).toString());
    expect(answered).toBe(status);
  });

  test('with our own origin passes', async () => {
    expect(await statusOf('POST', '/estimate.json', { Origin: served.url }, 'sql=SELECT+1')).toBe(200);
  });

  test('may link to an estimate but runs nothing', async () => {
    const response = await served.get('/run', { sql: 'SELECT 1' }, { redirect: 'manual' });
    expect([200, 303, 503]).toContain(response.status);
    expect(response.headers.get('location') ?? '/runs/').toMatch(/^\/runs\//);
    expect(await statusOf('GET', '/run?sql=SELECT+1', { 'Sec-Fetch-Site': 'cross-site' })).toBe(303);
    expect(await statusOf('GET', '/run.json?sql=SELECT+1', { 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
  });
});

test('a foreign host name on the loopback address is refused (DNS rebinding)', async () => {
  expect(await statusOf('GET', '/', { Host: 'evil.example' })).toBe(403);
  expect(await statusOf('GET', '/', { Host: 'localhost:3000' })).toBe(200);
});

test('assets are named by their content, kept for ever, and no other path is a file', async () => {
  const html = await (await served.get('/')).text();
  const paths = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(new Set(paths).size).toBe(6);
  for (const path of new Set(paths)) {
    const response = await served.get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  }
  for (const path of [
    '/assets/x/style.css',
    '/assets/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json/x',
  ]) {
    expect(await statusOf('GET', path, {})).toBe(404);
  }
});

test.each(['gzip', 'gzip, br'])('with %s the first page is under 200 kB over the wire', async (accepted) => {
  const html = await (await served.get('/', { sql: 'SELECT * FROM transactions' })).text();
  const all = new Set(['/?sql=SELECT+*+FROM+transactions', ...(html.match(/\/assets\/[^"]+/g) ?? [])]);
  expect([...all].some((path) => path.endsWith('editor.js'))).toBe(true);
  const sizes = await Promise.all([...all].map((path) => transferredBytes(path, accepted)));
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(200_000);
});

test('the first page is usable before any script arrives', async () => {
  const html = await (await served.get('/', { sql: 'SELECT * FROM transactions' })).text();
  expect(html.match(/<script[^>]*>/g)?.every((tag) => / defer| type="module"/.test(tag))).toBe(true);
  expect(html).toMatch(/<form id="question" method="post" action="\/"/);
  expect(html).toContain('id="price"');
});

test('too many requests from one address get 429 with a clear message', async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 70; count += 1) {
    const response = await served.get('/reference.json');
    statuses.push(response.status);
    await response.arrayBuffer();
  }
  expect(statuses.at(-1)).toBe(429);
  const refused = await served.get('/estimate.json', { sql: 'SELECT 1' });
  expect(await refused.json()).toMatchObject({ error: { code: 'rate_limited' } });
  expect((await served.get('/health')).status).toBe(200);
});

/** `fetch` refuses to send some of these headers. */
function statusOf(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
  body = '',
): Promise<number> {
  const { hostname, port } = new URL(served.url);
  const type = body === '' ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: { ...type, ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Headers and body as they come over the wire. */
function transferredBytes(path: string, accepted: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${served.url}${path}`, { headers: { 'Accept-Encoding': accepted } }, (response) => {
      let bytes = response.rawHeaders.join('').length;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    });
    sent.on('error', reject);
    sent.end();
  });
}
