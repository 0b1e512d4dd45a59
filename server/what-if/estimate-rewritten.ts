import type { Table } from '../../estimator/catalog/catalog.js';
import type { Report } from '../../estimator/report.js';
import type { EngineTable } from '../engine/engine-table.js';
import type { Question } from '../question.js';
import type { Services } from '../services.js';
import type { LayoutChoice } from './layout-choice.js';

export interface RewrittenEstimate {
  /** As it was written. */
  readonly table: Table;
  /** Of the data as it is here. */
  readonly report: Report;
}

/**
 * The question where one table is stored in another layout, which is really written for it. Rejects as `Rewrites` and
 * `Estimators` do.
 */
export async function estimateRewritten(
  { context }: Services,
  question: Question,
  source: EngineTable,
  choice: LayoutChoice,
): Promise<RewrittenEstimate> {
  return context.rewrites.use(source, choice, async ({ table, catalog }) => {
    const { database, name } = table;
    const added = [...context.added, { database, name, catalog, types: {} }];
    return { table, report: await context.estimators.ask(question, added, ['report']).report };
  });
}
