import type { StatementReport } from '../../estimator/report.js';
import type { EngineTable } from '../engine/engine-table.js';
import { engineTableOf } from '../engine-table-of.js';
import type { Services } from '../services.js';
import type { LayoutChoice } from '../what-if/layout-choice.js';
import { type Outcome, runRows } from './run-rows.js';

export interface LayoutRun {
  readonly sql: string | null;
  readonly database: string;
  /** The table as it is stored now. */
  readonly source: EngineTable;
  readonly choice: LayoutChoice;
  /** The estimate over the other layout. */
  readonly report: StatementReport;
  readonly signal: AbortSignal;
}

/** Runs a query where one of its tables is stored in another layout. Rejects as `runRows` and `Rewrites` do. */
export async function runOnLayout(
  { context }: Services,
  { source, choice, report, ...query }: LayoutRun,
): Promise<Outcome> {
  return context.rewrites.use(source, choice, async ({ table: made }) => {
    const written = engineTableOf(made);
    if (written === null) return { failed: 'the written files cannot be run here' };
    const others = report.scans.flatMap(({ database, table }) => {
      const found = context.catalog.databases.get(database)?.tables.get(table);
      const engineTable = found?.kind === 'table' ? context.engineTableOf(found) : null;
      return engineTable === null || isSame(engineTable, written) ? [] : [engineTable];
    });
    const tables = [written, ...new Map(others.map((one) => [`${one.database}.${one.table}`, one])).values()];
    const run = context.layoutEngines.run;
    return runRows((request) => run(tables, request), {
      ...query,
      report,
      deadlineMs: context.limits.runDeadlineMs,
    });
  });
}

function isSame(one: EngineTable, other: EngineTable): boolean {
  return one.database === other.database && one.table === other.table;
}
