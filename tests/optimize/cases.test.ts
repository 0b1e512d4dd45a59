import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';
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
  parameters: {},
} as const;

describe.each(['columns', 'predicates', 'errors'])('%s', (group) => {
  test.each(readCases(new URL(`../cases/${group}.sql`, import.meta.url)))('$name', async (expected: Case) => {
    const { statements } = await estimate(expected.sql, { ...options, catalog });
    const scans = statements.flatMap((statement) => statement.scans);
    expect(
      scans.map(({ table, columns, reasons, partitions }) => ({
        table,
        columns,
        partitions: partitions === null ? null : `${partitions.kept}/${partitions.total}`,
        reasons: reasons.map(({ code }) => code).sort(),
      })),
    ).toEqual(expected.scans.map((scan) => ({ ...scan, reasons: [...scan.reasons].sort() })));
    expect(
      statements.flatMap(({ errors }) =>
        errors.map(({ code, line, column }, index) => ({
          code,
          place: expected.errors[index]?.place == null ? null : `${line}:${column}`,
        })),
      ),
    ).toEqual(expected.errors);
  });
});
