import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { manyObjectsQueries } from './many-objects-queries.js';
import { median } from './median.js';
import { reportFigure } from './report-figure.js';
import { runCold } from './run-cold.js';
import { writeManyObjects } from './write-many-objects.js';

const sizes = [1_000, 10_000, 100_000, 1_000_000];
const coldRounds = 3;

const workerAnswer = v.object({ warmMs: v.record(v.string(), v.number()), residentBytes: v.number() });

/** How time and memory grow with the objects of a table, each with 30 columns in 3 row groups. */
export async function benchGrowth(): Promise<void> {
  for (const objects of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-bench-'));
    try {
      await writeManyObjects(folder, objects);
      benchFolder(folder, objects);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function benchFolder(folder: string, objects: number): void {
  const worker = fileURLToPath(new URL('./many-objects-worker.js', import.meta.url));
  const warm = v.parse(
    workerAnswer,
    JSON.parse(execFileSync(process.execPath, [worker, folder], { encoding: 'utf8' })),
  );
  const resident: number[] = [];
  reportFigure(`${objects.toLocaleString('en-US')} objects`, 'cold (below 1000), warm (below 500)');
  for (const [what, sql] of Object.entries(manyObjectsQueries)) {
    const runs = Array.from({ length: coldRounds }, () =>
      runCold(['estimate', '--catalog', folder, '-e', sql]),
    );
    resident.push(...runs.map(({ residentBytes }) => residentBytes));
    const coldMs = median(runs.map(({ wallMs }) => wallMs));
    reportFigure(`  ${what}`, `${coldMs.toFixed(0)} ms, ${(warm.warmMs[what] ?? Number.NaN).toFixed(0)} ms`);
  }
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  reportFigure(
    '  resident at most (below 300 MB)',
    `${megabytes(Math.max(...resident))}, ${megabytes(warm.residentBytes)}`,
  );
}
