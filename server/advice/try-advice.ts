import type { Advice, AdviceReport } from '../../estimator/advice-report.js';
import { DryRunError } from '../../estimator/errors.js';
import type { QueryResult } from '../engine/query-result.js';
import { expectedReads } from '../expected-reads.js';
import type { Question } from '../question.js';
import { runChoices } from '../run-choices.js';
import type { Scale } from '../scale.js';
import type { Services } from '../services.js';
import { compareRows, type RowsComparison } from './rows-comparison.js';
import type { TriedAdvice, TriedAdviceReport, TriedStatement } from './tried-advice.js';
import { tryLayouts } from './try-layouts.js';

/** Rows of each side that are compared; of more only the number is. */
const mostRows = 10_000;
const mostResultBytes = 8_000_000;

/** Queries that one request runs; a script may have any number of statements. */
const mostRuns = 20;

/** Layouts that one request writes. */
const mostWritten = 6;

/**
 * Runs each statement as it is and as it is advised, and compares the rows. Advice that changes the rows is dropped; a
 * candidate that keeps them becomes advice. Layouts that hints name are written and estimated. `report` is scaled
 * already where `scale` is given. Throws `busy`, and what the signal is aborted with.
 */
export async function tryAdvice(
  services: Services,
  question: Question,
  report: AdviceReport,
  scale: Scale | null,
  signal: AbortSignal,
): Promise<TriedAdviceReport> {
  const choices = runChoices(question.sql);
  const statements: TriedStatement[] = [];
  let runs = 0;
  let written = 0;
  for (const [index, statement] of report.statements.entries()) {
    const found = [...statement.advice, ...statement.candidates];
    const query = choices[index]?.query?.text ?? null;
    const run = async (sql: string | null, database: string): Promise<Outcome> => {
      runs += 1;
      if (runs > mostRuns) return { failed: `no more than ${mostRuns} queries are run at once` };
      return runRows(services, { sql, database, reports: [statement.report] }, signal);
    };
    const before = found.length === 0 ? null : await run(query, question.database);
    const tried: TriedAdvice[] = [];
    for (const advice of found) {
      const after = await run(queryOf(advice, query), advice.database ?? question.database);
      tried.push({ ...advice, tried: before === null ? null : compared(before, after, query ?? '') });
    }
    const kept = tried.filter((advice) => advice.tried?.state !== 'differ');
    const isAdvice = (advice: TriedAdvice): boolean =>
      advice.rows !== 'unknown' || advice.tried?.state === 'same';
    const advice = kept.filter(isAdvice);
    const trial = { question, index, price: report, scale, mostWritten: mostWritten - written, signal };
    const { layouts, droppedLayouts, hints, ...done } = await tryLayouts(services, {
      ...trial,
      statement: { ...statement, advice },
    });
    written += done.written;
    statements.push({
      ...statement,
      advice,
      candidates: kept.filter((one) => !isAdvice(one)),
      hints,
      dropped: tried.length - kept.length,
      layouts,
      droppedLayouts,
    });
  }
  return { ...report, statements };
}

/** The query that a changed statement runs. */
function queryOf({ sql }: Advice, unchanged: string | null): string | null {
  return sql === null ? unchanged : (runChoices(sql)[0]?.query?.text ?? null);
}

type Outcome = QueryResult | { readonly failed: string };

function compared(before: Outcome, after: Outcome, sql: string): RowsComparison {
  if ('failed' in before) return { state: 'open', why: before.failed };
  return 'failed' in after ? { state: 'open', why: after.failed } : compareRows(before, after, sql);
}

interface RowsRequest {
  readonly sql: string | null;
  readonly database: string;
  readonly reports: Parameters<typeof expectedReads>[0];
}

/** A query that cannot be run here says why; only that the client went away ends the work. */
async function runRows(
  { context: { engine, limits } }: Services,
  { sql, database, reports }: RowsRequest,
  signal: AbortSignal,
): Promise<Outcome> {
  if (sql === null) return { failed: 'this kind of statement is not run here' };
  try {
    return await engine.run({
      sql,
      database,
      ...expectedReads(reports),
      rowLimit: mostRows,
      resultBytesLimit: mostResultBytes,
      deadlineMs: limits.runDeadlineMs,
      signal,
    });
  } catch (error) {
    if (!(error instanceof DryRunError) || signal.aborted || error.code === 'busy') throw error;
    return { failed: error.message };
  }
}
