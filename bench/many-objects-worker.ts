import { loadCatalog } from '../estimator/catalog/load-catalog.js';
import { estimate } from '../estimator/estimate.js';
import { estimateOptions } from './estimate-options.js';
import { manyObjectsQueries } from './many-objects-queries.js';
import { median } from './median.js';

/** A process of its own, so that the memory is that of the estimates: says as JSON what they took, warm. */

const [, , folder = ''] = process.argv;
const rounds = 7;

const catalog = await loadCatalog([{ database: null, path: folder }]);
const options = estimateOptions(catalog, 'default');
const warmMs: Record<string, number> = {};
for (const [what, sql] of Object.entries(manyObjectsQueries)) {
  await estimate(sql, options);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await estimate(sql, options);
    times.push(performance.now() - start);
  }
  warmMs[what] = median(times);
}
catalog.close();
process.stdout.write(JSON.stringify({ warmMs, residentBytes: process.resourceUsage().maxRSS * 1024 }));
