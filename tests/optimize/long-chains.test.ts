import { expect, test } from 'vitest';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import { writeCaseData } from '../support/case-data.js';

/** Each link names the computed column of the one before it three times: 3^100 copies if all were written out. */
function chain(links: number, ending: string): string {
  const parts = ['part_0 AS (SELECT amount, month FROM transactions)'];
  for (let link = 1; link <= links; link += 1) {
    parts.push(`part_${link} AS (SELECT month, CASE WHEN amount > ${link} THEN amount * 2 ELSE amount END AS amount
      FROM part_${link - 1} WHERE amount > -${link} ${ending})`);
  }
  return `WITH ${parts.join(',\n')} SELECT sum(amount) FROM part_${links} WHERE month = '02'`;
}

async function estimateChain(catalog: Catalog, ending: string) {
  return estimate(chain(100, ending), {
    catalog,
    database: 'default',
    file: null,
    price: priceFor('us-east-1'),
    engine: 'athena',
    at: null,
    runsPerMonth: null,
    parameters: {},
  });
}

test.each(['', 'GROUP BY 1, 2'])(
  'a chain of 100 computed columns ends, filters reach the scan: %s',
  async (ending) => {
    const data = await writeCaseData();
    const catalog = await loadCatalog([{ database: null, path: data.folder }]);
    const { statements } = await estimateChain(catalog, ending);
    catalog.close();
    data.remove();
    expect(statements[0]?.errors).toEqual([]);
    expect(statements[0]?.scans[0]).toMatchObject({ columns: ['amount'], partitions: { kept: 1, total: 3 } });
  },
);
