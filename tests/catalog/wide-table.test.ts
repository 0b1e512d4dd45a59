import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { scanOn } from './estimate-on.js';
import { openDuckdb, putParquet, scratchFolder } from './scratch.js';

const folder = scratchFolder();

test('a table with more columns than an expression may be deep', async () => {
  const columns = Array.from({ length: 2500 }, (_, index) => `i AS c${index}`).join(', ');
  const duckdb = await openDuckdb();
  await putParquet(duckdb, join(folder, 'wide.parquet'), `SELECT ${columns} FROM range(3) r(i)`);
  duckdb.closeSync();
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  try {
    const all = await scanOn(catalog, 'SELECT * FROM wide');
    expect(all.columns).toHaveLength(2500);
    const one = await scanOn(catalog, 'SELECT c7 FROM wide');
    expect(all.bytes.high).toBe(2500 * (one.bytes.high ?? 0));
    const filtered = await scanOn(catalog, 'SELECT * FROM wide WHERE c0 + c1 > 1');
    expect(filtered.bytes.low).toBe(2 * (one.bytes.high ?? 0));
  } finally {
    catalog.close();
  }
});
