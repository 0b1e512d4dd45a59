import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCategories } from '../../estimator/errors.js';
import { regionPrices } from '../../estimator/pricing/region-prices.js';
import type { Comparison } from '../../estimator/report.js';
import { plainText, type ServedDatasets, serveDatasets } from './serve-datasets.js';

let served: ServedDatasets;

beforeAll(async () => {
  served = await serveDatasets();
});

afterAll(() => served.close());

const question = { sql: "SELECT category, sum(amount) FROM transactions WHERE month = '01' GROUP BY 1" };

async function comparison(): Promise<Comparison> {
  return (await (await served.get('/compare.json', question)).json()) as Comparison;
}

/** Names of the databases in the rows of the table of layouts. */
function rowsOf(html: string): readonly string[] {
  const table = html.slice(html.indexOf('<table class="layouts'), html.indexOf('</table>'));
  return [...table.matchAll(/<th scope="row"[^>]*>(?:<div[^>]*>)?<a[^>]*>(.*?)<\/a>/g)].map((match) =>
    plainText(match[1] ?? ''),
  );
}

describe('the comparison', () => {
  test('has every layout in which the query binds, cheapest first, on page and in JSON', async () => {
    const { layouts } = await comparison();
    const names = layouts.map(({ database }) => database);
    const likely = layouts.map(({ report }) => report.total.usd.likely ?? Number.NaN);
    expect(names).toHaveLength(14);
    expect(likely).toEqual([...likely].sort((one, other) => one - other));
    for (const path of ['/', '/compare']) {
      expect(rowsOf(await (await served.get(path, question)).text())).toEqual(names);
    }
  });

  test('is sorted by what the address says', async () => {
    const { layouts } = await comparison();
    const stored = [...layouts].sort((one, other) => (one.storedBytes ?? 0) - (other.storedBytes ?? 0));
    const html = await (await served.get('/compare', { ...question, sort: 'stored' })).text();
    expect(rowsOf(html)).toEqual(stored.map(({ database }) => database));
    const byName = rowsOf(await (await served.get('/compare', { ...question, sort: 'name' })).text());
    expect(byName).toEqual([...byName].sort());
  });

  test('says what storing costs a month where the price is known, and a bill that is a range as one', async () => {
    const html = await (await served.get('/compare', { ...question, size: '5' })).text();
    const [row = ''] = /<td.*/.exec(html.slice(html.indexOf('>csv<wbr>'))) ?? [];
    expect(plainText(row)).toMatch(/^[\d.]+ [GT]B\$[\d.]+/);
    expect(plainText(html)).toContain('S3 Standard, first 50 TB a month');
    expect(plainText(html)).toMatch(/\$[\d.]+ to \$[\d.]+/);
    const elsewhere = await (await served.get('/compare', { ...question, region: 'eu-south-1' })).text();
    expect(plainText(elsewhere)).toContain(
      'The price of S3 Standard in eu-south-1 is not known here: no dated source confirms one.',
    );
  });

  test('says of a ratio of ranges that it is about right, and why', async () => {
    const unfiltered = { sql: 'SELECT category, sum(amount) FROM transactions GROUP BY 1', size: '5' };
    const exact = await (await served.get('/compare', unfiltered)).text();
    expect(exact).toMatch(/<td[^>]*>[\d.,]+ ×<\/td>/);
    expect(plainText(exact)).not.toContain('about');
    const sql = "SELECT sum(amount) FROM transactions WHERE category = 'food' AND user_id = 'USER7'";
    for (const path of ['/', '/compare']) {
      const html = await (await served.get(path, { sql, database: 'csv', size: '5' })).text();
      expect(html).toMatch(/<td[^>]*>about [\d.,]+ ×<\/td>/);
      expect(plainText(html)).toContain(
        'About: by the likely figures of bills that are ranges. Athena reads the columns of the filter first;',
      );
    }
  });

  test.each(['wide', 'narrow'])(
    'has a %s chart for both colour schemes that names every layout',
    async (width) => {
      const { layouts } = await comparison();
      const charts = ['light', 'dark'].map(async (scheme) => {
        const response = await served.get('/compare.svg', { ...question, width, scheme });
        expect(response.headers.get('content-type')).toContain('image/svg+xml');
        return response.text();
      });
      const [light = '', dark = ''] = await Promise.all(charts);
      expect(light).not.toBe(dark);
      for (const { database } of layouts) expect(light).toContain(database);
      expect(light).toContain(' kB');
      // An attribute with a bare quote inside would make the image unreadable.
      expect(light).not.toMatch(/="[^"<>]*"[^\s/>?]/);
    },
  );

  test('of a statement that scans nothing is empty, and the page says so', async () => {
    const response = await served.get('/compare', { sql: 'SELECT 1' });
    expect(response.status).toBe(200);
    expect(plainText(await response.text())).toContain('There is nothing to compare');
    expect(await (await served.get('/compare.json', { sql: 'SELECT 1' })).json()).toMatchObject({
      layouts: [],
    });
  });

  test('of a query too long for a link has a table and no chart', async () => {
    const sql = `${question.sql} -- ${'x'.repeat(9_000)}`;
    const html = await (await served.post('/', { sql })).text();
    expect(rowsOf(html)).toHaveLength(14);
    expect(html).not.toContain('/compare.svg');
  });
});

describe('the catalog', () => {
  test('has every database with its tables, columns and sizes, on page and in JSON', async () => {
    const html = plainText(await (await served.get('/catalog')).text());
    const { databases } = (await (await served.get('/catalog.json')).json()) as {
      databases: {
        name: string;
        tables: {
          name: string;
          storedBytes: number;
          columns: { name: string }[];
          partitionKeys: unknown[];
        }[];
      }[];
    };
    expect(databases).toHaveLength(15);
    for (const { name } of databases) expect(html).toContain(name);
    const byDay = databases.find(({ name }) => name === 'parquet_snappy_by_day')?.tables;
    const transactions = byDay?.find(({ name }) => name === 'transactions');
    expect(transactions?.partitionKeys).toHaveLength(3);
    expect(transactions?.columns.map(({ name }) => name)).toContain('amount');
    expect(transactions?.storedBytes).toBeGreaterThan(10_000);
    expect(html).toContain('366 partitions');
  });
});

describe('the reference', () => {
  test('explains every error code, every reason and every price', async () => {
    const page = plainText(await (await served.get('/reference')).text());
    const twin = (await (await served.get('/reference.json')).json()) as {
      errors: { code: string; status: number }[];
      prices: { region: string; verified: string; source: string }[];
      reasons: { code: string }[];
    };
    expect(twin.errors.map(({ code }) => code).sort()).toEqual(Object.keys(errorCategories).sort());
    expect(twin.prices.map(({ region }) => region)).toEqual(Object.keys(regionPrices));
    for (const { code } of [...twin.errors, ...twin.reasons]) expect(page).toContain(code);
    for (const { region, verified, source } of twin.prices) {
      expect(page).toContain(region);
      expect(verified).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(source).toMatch(/\S/);
    }
  });
});

test('every page links to its JSON twin', async () => {
  for (const path of ['/', '/catalog', '/reference', '/compare', '/run']) {
    const html = await (await served.get(path, path === '/' ? question : {})).text();
    const twin = /<a href="([^"]+)" id="json-twin">/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const response = await fetch(`${served.url}${twin}`);
    expect(response.headers.get('content-type'), `${path} -> ${twin}`).toContain('application/json');
  }
});

test('health says that the server answers, from which catalog', async () => {
  const response = await served.get('/health');
  expect(await response.json()).toMatchObject({
    status: 'ok',
    name: 'athena-dryrun',
    catalog: { databases: 15 },
  });
});
