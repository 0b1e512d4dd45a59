import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planLayout } from './plan-select.js';
import { reportFigure } from './report-figure.js';
import { runCold } from './run-cold.js';

/** What a statement may take on top of starting and loading the catalog once. */
const mostPerStatementMs = 5;
const startsAllowed = 10;

/** `check` on files of 30 lines, each with another query, beside an empty program; memory must not grow with the files. */
export function benchCheck(): void {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-bench-'));
  try {
    for (let index = 0; index < 1000; index += 1) {
      writeFileSync(join(folder, `${index < 100 ? 'few' : 'many'}-${index}.sql`), queryOf(index));
    }
    const empty = runCold([]);
    const few = runCold(['check', join(folder, 'few-*.sql'), '--database', planLayout]);
    const all = runCold(['check', join(folder, '*.sql'), '--database', planLayout]);
    const perStatementMs = (all.wallMs - few.wallMs) / 900;
    const allowedMs = startsAllowed * empty.wallMs + 1000 * mostPerStatementMs;
    reportFigure(
      'check of 1,000 files of 30 lines',
      `${(all.wallMs / 1000).toFixed(1)} s (at most ${(allowedMs / 1000).toFixed(1)} s), ${perStatementMs.toFixed(1)} ms a statement`,
    );
    reportFigure(
      'resident with 100 and with 1,000 files',
      `${megabytes(few.residentBytes)} and ${megabytes(all.residentBytes)} MB`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 30 lines: twenty sums, three conditions. */
function queryOf(index: number): string {
  const sums = Array.from(
    { length: 20 },
    (_, each) => `  sum(CASE WHEN category = 'c${each}' THEN amount ELSE 0 END) AS sum_${each}`,
  );
  const month = String((index % 12) + 1).padStart(2, '0');
  return [
    `-- query ${index}`,
    'SELECT',
    '  user_id,',
    sums.join(',\n'),
    'FROM transactions t',
    "WHERE year = '2024'",
    `  AND month = '${month}'`,
    `  AND amount > ${index}`,
    'GROUP BY user_id',
    'ORDER BY 1',
  ].join('\n');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}
