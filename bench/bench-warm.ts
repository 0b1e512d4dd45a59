import type { Catalog } from '../estimator/catalog/catalog.js';
import { loadCatalog } from '../estimator/catalog/load-catalog.js';
import { estimate } from '../estimator/estimate.js';
import { estimateOptions } from './estimate-options.js';
import { median } from './median.js';
import { planLayout, planSelect } from './plan-select.js';
import { reportFigure } from './report-figure.js';

const rounds = 101;

/** A program that has its catalog and its parser asks again: a server, an editor, a check of many files. */
export async function benchWarm(): Promise<void> {
  const catalog = await loadCatalog([]);
  reportFigure('warm estimate of the plan', `${await warmMs(planSelect, catalog)} ms (below 5)`);
  const chain = cteChain();
  const lines = chain.split('\n').length;
  reportFigure(
    `warm estimate of a CTE chain of ${lines} lines`,
    `${await warmMs(chain, catalog)} ms (below 20)`,
  );
  catalog.close();
}

async function warmMs(sql: string, catalog: Catalog): Promise<string> {
  const options = estimateOptions(catalog, planLayout);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const { total } = await estimate(sql, options);
    times.push(performance.now() - start);
    if (total.notEstimated > 0) throw new Error('the query has no estimate');
  }
  return median(times).toFixed(1);
}

const links = 49;

/** Each part reads the one before it, as models on models do. */
function cteChain(): string {
  const parts = ['part_0 AS (', '  SELECT category, user_id, amount, month', '  FROM transactions', ')'];
  for (let link = 1; link <= links; link += 1) {
    parts.push(
      `, part_${link} AS (`,
      `  SELECT category, user_id, month,`,
      `    CASE WHEN amount > ${link} THEN amount * 1.01 ELSE amount END AS amount`,
      `  FROM part_${link - 1}`,
      `  WHERE category <> 'none ${link}' AND amount > -${link}`,
      ')',
    );
  }
  return `WITH ${parts.join('\n')}\nSELECT category, sum(amount) AS amount FROM part_${links} WHERE month = '03' GROUP BY category`;
}
