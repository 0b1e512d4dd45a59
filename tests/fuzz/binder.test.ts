import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { DryRunError } from '../../estimator/errors.js';
import { planQuery } from '../../estimator/optimize/plan-query.js';
import { demandedLeaves } from '../../estimator/scan/leaf-paths.js';
import { loadParser, type Parser } from '../../estimator/sql/parse.js';
import type { Query } from '../../estimator/sql/tree.js';
import { type CaseData, writeCaseData } from '../support/case-data.js';
import { type ComparedScan, compareScans } from './compare-scans.js';
import { countingReads } from './counting-reads.js';
import { createDuckdbPlanner, type DuckdbPlanner } from './duckdb-scans.js';
import { QueryGenerator } from './generate-query.js';
import { mutate } from './mutate-text.js';

/** `FUZZ_RUNS=20000 npx vitest run tests/fuzz` looks further; `FUZZ_SEED` begins elsewhere. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 120);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_240_115);
const timeoutMs = 60_000 + numRuns * 200;

let data: CaseData;
let catalog: Catalog;
let parser: Parser;
let duckdb: DuckdbPlanner;

beforeAll(async () => {
  data = await writeCaseData();
  catalog = await loadCatalog([{ database: null, path: data.folder }]);
  parser = await loadParser();
  duckdb = await createDuckdbPlanner(data.folder);
});

afterAll(() => {
  duckdb.close();
  catalog.close();
  data.remove();
});

function planned(query: Query): readonly ComparedScan[] {
  const context = { catalog, database: 'default', parser, clock: { nowMicros: 0n } };
  const { scans, demand } = planQuery(query, context);
  return scans.map(({ scan }) => {
    const columns = new Set(demandedLeaves(scan, demand).map((leaf) => leaf.split('.')[0] ?? leaf));
    return { table: scan.table.name, columns: [...columns].sort() };
  });
}

function generated(value: fc.GeneratorValue): string {
  return new QueryGenerator(value).query();
}

describe('queries of a grammar', () => {
  test(
    'bind, and read what DuckDB reads',
    async () => {
      let judged = 0;
      let equal = 0;
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (value) => {
          const sql = generated(value);
          const ours = planned(parser.parseQuery(sql));
          const translated = parser.toDuckdb(sql);
          const theirs = translated === null ? null : await duckdb.scansOf(translated);
          if (theirs === null) return;
          judged += 1;
          const difference = compareScans(ours, theirs);
          if (difference.ours.length + difference.theirs.length === 0) equal += 1;
          // DuckDB sees fewer unused outputs (below LIMIT, in subqueries) and other contradictions than Trino: it may
          // read a column more, and a scan more or less. A column that it proves unused, we must not read.
          expect({ sql, needless: difference.needless }).toEqual({ sql, needless: [] });
        }),
        { numRuns, seed, endOnFailure: true },
      );
      expect(judged).toBeGreaterThan(numRuns * 0.95);
      expect(equal / judged).toBeGreaterThan(0.9);
    },
    timeoutMs,
  );

  test(
    'with tokens lost, doubled, swapped or put in, fail only with an error of ours, and say where',
    () => {
      let failed = 0;
      fc.assert(
        fc.property(fc.gen(), (value) => {
          const sql = mutate(generated(value), value);
          try {
            planned(parser.parseQuery(sql));
          } catch (error) {
            failed += 1;
            expect(error).toBeInstanceOf(DryRunError);
            if (!(error instanceof DryRunError)) return;
            expect({ sql, code: error.code }).not.toEqual({ sql, code: 'internal' });
            expect(error.span === null || error.span.end <= sql.length).toBe(true);
          }
        }),
        { numRuns: numRuns * 4, seed, endOnFailure: true },
      );
      expect(failed).toBeGreaterThan(numRuns);
    },
    timeoutMs,
  );
});

/** Texts that grow by one kind of thing. */
const growing: Readonly<Record<string, (count: number) => string>> = {
  outputs: (count) => `SELECT ${repeated(count, (index) => `quantity + ${index} AS c${index}`)} FROM orders`,
  aggregates: (count) =>
    `SELECT ${repeated(count, (index) => `sum(quantity + ${index})`)} FROM orders GROUP BY code`,
  conjuncts: (count) =>
    `SELECT code FROM orders WHERE ${repeated(count, (index) => `quantity <> ${index}`, ' AND ')}`,
  'items of a list': (count) => `SELECT code FROM orders WHERE quantity IN (${repeated(count, String)})`,
  'branches of CASE': (count) =>
    `SELECT CASE ${repeated(count, (index) => `WHEN quantity = ${index} THEN code`, ' ')} END FROM orders`,
  'rows of VALUES': (count) =>
    `SELECT a FROM (VALUES ${repeated(count, (index) => `(${index}, 'x')`)}) AS v(a, b)`,
  'order keys': (count) =>
    `SELECT code FROM orders ORDER BY ${repeated(count, (index) => `quantity + ${index}`)}`,
};

function repeated(count: number, item: (index: number) => string, separator = ', '): string {
  return Array.from({ length: count }, (_, index) => item(index)).join(separator);
}

describe('binding and pushing down is linear in the size of the text', () => {
  // With FUZZ_RUNS from 1000 on, texts of 0.5 and 1 MB.
  const bytes = numRuns >= 1000 ? 500_000 : 20_000;

  test.each(Object.entries(growing))(
    '%s',
    (_, textOf) => {
      const count = Math.round((bytes / (textOf(1100).length - textOf(100).length)) * 1000);
      const once = readsOf(textOf(count));
      const twice = readsOf(textOf(2 * count));
      expect(once).toBeGreaterThan(count);
      expect(twice / once).toBeLessThan(2.2);
    },
    timeoutMs,
  );

  /** How often a node of the tree is looked at until the scans are known: no clock, so no flicker. */
  function readsOf(sql: string): number {
    const counted = countingReads(parser.parseQuery(sql));
    planned(counted.value);
    return counted.reads();
  }
});
