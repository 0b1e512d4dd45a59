import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { catalogFromFolders } from '../../estimator/catalog/catalog-from-folders.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/index.js';
import { openDuckdb, putParquet, scratchFolder } from './scratch.js';

const root = scratchFolder();
const whole = join(root, 'whole');
const edited = join(root, 'edited');

beforeAll(async () => {
  const duckdb = await openDuckdb();
  await putParquet(duckdb, join(root, 'data/t/k=1/a.parquet'), "SELECT 1 AS id, DATE '2024-01-01' AS day");
  duckdb.closeSync();
  await catalogFromFolders([{ database: 'default', folder: join(root, 'data') }], whole);
});

/** Errors of a query on a copy of the catalog that someone has changed. */
async function errorOn(sql: string, change: () => void): Promise<unknown> {
  rmSync(edited, { recursive: true, force: true });
  cpSync(whole, edited, { recursive: true });
  change();
  try {
    const catalog = await loadCatalog([{ database: null, path: edited }]);
    try {
      const { statements } = await estimate(sql, { catalog });
      return statements[0]?.errors[0]?.message;
    } finally {
      catalog.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

function editJson(from: RegExp, to: string): void {
  const file = join(edited, 'catalog.json');
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
}

test('as it was taken', async () => {
  expect(await errorOn('SELECT id FROM t', () => undefined)).toBeUndefined();
});

describe('an edit is an error that names file and key', () => {
  test.each<[string, RegExp, string, RegExp]>([
    [
      'a count as text',
      /"objects": 1/,
      '"objects": "1"',
      /databases\.0\.tables\.0\.objects: a number was expected, not "1"/,
    ],
    ['a negative count', /"objects": 1/, '"objects": -1', /databases\.0\.tables\.0\.objects: /],
    [
      'a type that is none',
      /"type": "int"/,
      '"type": 5',
      /tables\.0\.columns\.0\.type: a text was expected, not 5/,
    ],
    ['a missing name', /"name": "t",/, '', /tables\.0\.name: it is missing/],
    [
      'bounds of no type',
      /"boundType": "BIGINT"/,
      '"boundType": "INT); DROP TABLE x"',
      /leaves\.0\.boundType: this is no type/,
    ],
    ['another version', /"schemaVersion": 1/, '"schemaVersion": 2', /schemaVersion: /],
    ['a file outside', /"id": "t0"/, '"id": "../../t0"', /tables\.0\.id: /],
    ['a file that is not there', /"id": "t0"/, '"id": "t7"', /its file t7\.partitions\.parquet is missing/],
    ['no JSON', /^\{/, '', /catalog\.json is not a usable catalog: .*JSON/],
  ])('%s', async (_, from, to, message) => {
    const said = await errorOn('SELECT id FROM t', () => editJson(from, to));
    expect(said).toMatch(/edited(?:.catalog\.json)? is not a usable catalog/);
    expect(said).toMatch(message);
  });
});

test('files that do not fit catalog.json are an error that says what to do', async () => {
  for (const name of readdirSync(whole).filter((file) => file.endsWith('.parquet'))) {
    for (const other of readdirSync(whole).filter((file) => file !== name && file.endsWith('.parquet'))) {
      const said = await errorOn("SELECT id FROM t WHERE id > 0 AND k = '1'", () =>
        cpSync(join(whole, other), join(edited, name)),
      );
      expect(said).toMatch(
        /edited is not a usable catalog: its files do not fit its catalog\.json; take it again/,
      );
    }
  }
});
