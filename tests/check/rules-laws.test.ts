import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { applyRules } from '../../estimator/check/apply-rules.js';
import { ruleIds } from '../../estimator/check/rules/rule-levels.js';
import { settingsOf } from '../../estimator/config/settings-of.js';
import { estimateInput } from '../../estimator/estimate-inputs.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';
import { readCases } from '../support/read-cases.js';

/** Without a minimum, so that the rules speak about tables as small as those of the cases. */
const price = { ...priceFor('us-east-1'), minimumBytes: 1, roundUpToBytes: 1 };

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

const cases = readdirSync(new URL('../cases/', import.meta.url))
  .filter((name) => name.endsWith('.sql') && !name.startsWith('tables-'))
  .flatMap((name) => readCases(new URL(`../cases/${name}`, import.meta.url)));

test('on every case, a finding has a place in the text and at most the bytes of its statement', async () => {
  const spoke = new Map<string, number>();
  for (const { name, sql, parameters } of cases) {
    const options = {
      catalog,
      database: 'default',
      price,
      engine: 'athena' as const,
      at: new Date('2024-03-15T00:00:00Z'),
      runsPerMonth: null,
      parameters,
    };
    const lines = sql.split('\n');
    for (const statement of await estimateInput({ file: null, text: sql }, options)) {
      const likely = statement.report.bytesScanned.likely ?? 0;
      for (const { rule, line, column, bytes, message } of applyRules(
        statement,
        settingsOf({}, { budget: [] }),
        price,
      )) {
        const place = `${name}: ${rule} at ${line}:${column}`;
        spoke.set(rule, (spoke.get(rule) ?? 0) + 1);
        expect(bytes, place).toBeGreaterThan(0);
        expect(bytes, place).toBeLessThanOrEqual(likely);
        expect((lines[(line ?? 0) - 1] ?? '').length, place).toBeGreaterThanOrEqual(column ?? Number.NaN);
        expect(message, place).toMatch(/\d (?:B|kB|MB)\b/);
      }
    }
  }
  // The one table in a row format has too few columns for that rule.
  expect([...spoke.keys()].sort()).toEqual(ruleIds.filter((id) => id !== 'row-format').sort());
});
