import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalog } from '../estimator/catalog/load-catalog.js';
import { takeCatalogFromFolder } from '../estimator/catalog/take-catalog-from-folder.js';
import { planLayout } from './plan-select.js';
import { reportFigure } from './report-figure.js';

const files = 10_000;

/** What `catalog from-folder` does with a table of many small files. */
export async function benchFooters(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-bench-'));
  try {
    const source = await planFile();
    mkdirSync(join(folder, 'data', 'many'), { recursive: true });
    for (let index = 0; index < files; index += 1)
      copyFileSync(source, join(folder, 'data', 'many', `part-${index}.parquet`));
    const start = performance.now();
    await takeCatalogFromFolder(join(folder, 'data'), join(folder, 'catalog'));
    const seconds = (performance.now() - start) / 1000;
    reportFigure('10,000 Parquet footers taken into a catalog', `${seconds.toFixed(1)} s (below 2)`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A Parquet file of the built-in datasets. */
async function planFile(): Promise<string> {
  const catalog = await loadCatalog([]);
  const table = catalog.databases.get(planLayout)?.tables.get('transactions');
  const [path] = table?.kind === 'table' ? await table.inventory.objectPaths() : [];
  catalog.close();
  if (path === undefined) throw new Error('the built-in datasets have no Parquet file');
  return path;
}
