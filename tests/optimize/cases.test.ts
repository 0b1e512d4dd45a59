import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';
import { expectCase } from '../support/expect-case.js';
import { type Case, readCases } from '../support/read-cases.js';

let data: CaseData;
let catalog: Catalog;

beforeAll(async () => {
  data = await writeCaseData();
  catalog = await loadCatalog([{ database: null, path: data.folder }]);
});

afterAll(() => {
  catalog.close();
  data.remove();
});

const options = {
  database: 'default',
  file: null,
  price: priceFor('us-east-1'),
  engine: 'athena',
  at: new Date('2024-02-10T12:00:00Z'),
  runsPerMonth: null,
} as const;

const folder = new URL('../cases/', import.meta.url);
/** Cases about tables bring catalogs of their own; another test reads them. */
const groups = readdirSync(folder).filter((file) => file.endsWith('.sql') && !file.startsWith('tables-'));

describe.each(groups)('%s', (group) => {
  test.each(readCases(new URL(group, folder)))('$name', async (expected: Case) => {
    const { statements } = await estimate(expected.sql, {
      ...options,
      parameters: expected.parameters,
      catalog,
    });
    expectCase(statements, expected);
  });
});

test('there are at least 150 cases', () => {
  const count = groups.reduce((sum, group) => sum + readCases(new URL(group, folder)).length, 0);
  expect(count).toBeGreaterThanOrEqual(150);
});
