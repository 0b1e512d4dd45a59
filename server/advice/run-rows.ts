import { DryRunError } from '../../estimator/errors.js';
import type { StatementReport } from '../../estimator/report.js';
import type { QueryRequest } from '../engine/engine.js';
import type { QueryResult } from '../engine/query-result.js';
import { expectedReads } from '../expected-reads.js';
import { compareRows, type RowsComparison } from './rows-comparison.js';

/** Rows of each side that are compared; of more only the number is. */
const mostRows = 10_000;
const mostResultBytes = 8_000_000;

/** What a query gave, or why it was not run to its end. */
export type Outcome = QueryResult | { readonly failed: string };

export interface RowsRequest {
  /** Null for a statement that runs no query. */
  readonly sql: string | null;
  readonly database: string;
  /** The estimate of the query. */
  readonly report: StatementReport;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** A query that cannot be run here says why; only `busy`, and that the client went away, end the work. */
export async function runRows(
  run: (request: QueryRequest) => Promise<QueryResult>,
  { sql, database, report, deadlineMs, signal }: RowsRequest,
): Promise<Outcome> {
  if (sql === null) return { failed: 'this kind of statement is not run here' };
  try {
    return await run({
      sql,
      database,
      ...expectedReads([report]),
      rowLimit: mostRows,
      resultBytesLimit: mostResultBytes,
      deadlineMs,
      signal,
    });
  } catch (error) {
    if (!(error instanceof DryRunError) || signal.aborted || error.code === 'busy') throw error;
    return { failed: error.message };
  }
}

export function compareOutcomes(before: Outcome, after: Outcome, sql: string): RowsComparison {
  if ('failed' in before) return { state: 'open', why: before.failed };
  return 'failed' in after ? { state: 'open', why: after.failed } : compareRows(before, after, sql);
}
