import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalog } from '../estimator/catalog/load-catalog.js';
import { estimate } from '../estimator/estimate.js';
import { priceFor } from '../estimator/pricing/price-for.js';

/** Speed as ratios, side by side on one machine: `npm run bench`. Needs the built-in datasets. */

const planSelect = `SELECT category, COUNT(*) AS total_transactions, SUM(amount) AS total_amount
FROM transactions WHERE year = '2024' AND month = '01' GROUP BY category ORDER BY total_amount DESC`;

function medianMs(times: number, work: () => void): number {
  const measured = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return measured.sort((left, right) => left - right)[Math.floor(times / 2)] ?? 0;
}

function report(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(58)} ${figure}\n`);
}

const layout = 'parquet_snappy_by_month';

function benchOneShot(): void {
  const cli = fileURLToPath(new URL('../estimator/cli.js', import.meta.url));
  const node = (args: readonly string[]) => () =>
    void execFileSync(process.execPath, [...args], { stdio: 'ignore' });
  const empty = medianMs(9, node(['-e', '0']));
  const oneShot = medianMs(9, node([cli, 'estimate', '-e', planSelect, '--database', layout]));
  report('node -e 0', `${empty.toFixed(0)} ms`);
  report('one-shot estimate of the plan', `${oneShot.toFixed(0)} ms, ${(oneShot / empty).toFixed(1)} x`);
}

async function benchWarm(): Promise<void> {
  const catalog = await loadCatalog([]);
  const price = priceFor('us-east-1');
  const options = {
    catalog,
    database: layout,
    file: null,
    price,
    engine: 'athena',
    at: null,
    runsPerMonth: null,
    parameters: {},
  } as const;
  const times: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const start = performance.now();
    await estimate(planSelect, options);
    times.push(performance.now() - start);
  }
  catalog.close();
  times.sort((left, right) => left - right);
  report('warm estimate, median of 60', `${(times[30] ?? 0).toFixed(1)} ms`);
}

async function benchFooters(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-bench-'));
  const catalog = await loadCatalog([]);
  const table = catalog.databases.get(layout)?.tables.get('transactions');
  const [source] = table?.kind === 'table' ? await table.inventory.objectPaths() : [];
  catalog.close();
  if (source === undefined) throw new Error('the built-in datasets have no Parquet file');
  mkdirSync(join(folder, 'many'));
  for (let index = 0; index < 10_000; index += 1)
    copyFileSync(source, join(folder, 'many', `part-${index}.parquet`));
  const start = performance.now();
  const many = await loadCatalog([{ database: null, path: folder }]);
  report('10,000 Parquet footers taken into a catalog', `${(performance.now() - start).toFixed(0)} ms`);
  many.close();
  rmSync(folder, { recursive: true, force: true });
}

benchOneShot();
await benchWarm();
await benchFooters();
