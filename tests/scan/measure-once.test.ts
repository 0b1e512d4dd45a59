import { expect, test } from 'vitest';
import type { Measure, MeasureRequest } from '../../estimator/catalog/inventory.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { measureOnce } from '../../estimator/scan/measure-once.js';
import { equalTo, openDuckdb, putParquet, reading, scratchFolder, tableOf } from '../catalog/scratch.js';

test('the same request of a table is measured once, another one anew', async () => {
  const folder = scratchFolder();
  const duckdb = await openDuckdb();
  await putParquet(duckdb, `${folder}/numbers.parquet`, 'SELECT i, -i AS j FROM range(5000) r(i)');
  duckdb.closeSync();
  const catalog = await loadCatalog([{ database: null, path: folder }]);
  const { inventory } = tableOf(catalog, 'default', 'numbers');
  const measure = measureOnce();
  const ask = (columns: readonly string[], value: bigint): Promise<Measure> => {
    const request: MeasureRequest = reading(columns, {
      domains: new Map([['i', equalTo({ kind: 'integer', value })]]),
    });
    return measure(inventory, request);
  };
  const first = await ask(['i'], 5n);
  expect(await ask(['i'], 5n)).toBe(first);
  expect((await ask(['i'], -5n)).chunks.bytes).toBe(0);
  expect((await ask(['i', 'j'], 5n)).chunks.bytes).toBeGreaterThan(first.chunks.bytes);
  catalog.close();
});
