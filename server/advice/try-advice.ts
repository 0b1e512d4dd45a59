import type { Advice, AdviceReport } from '../../estimator/advice-report.js';
import type { Question } from '../question.js';
import { requireRows } from '../require-rows.js';
import { runChoices } from '../run-choices.js';
import type { Scale } from '../scale.js';
import type { Services } from '../services.js';
import { compareOutcomes, type Outcome, runRows } from './run-rows.js';
import type { TriedAdvice, TriedAdviceReport, TriedStatement } from './tried-advice.js';
import { type ComparedRun, tryLayouts } from './try-layouts.js';

/** Queries that one request runs; a script may have any number of statements. */
const mostRuns = 20;

/** Layouts that one request writes. */
const mostWritten = 6;

/**
 * Runs each statement as it is and as it is advised, and compares the rows. Advice that changes the rows is dropped; a
 * candidate that keeps them becomes advice. Layouts that hints name are written, estimated and run. `report` is scaled
 * already where `scale` is given. Throws `busy`, and what the signal is aborted with.
 */
export async function tryAdvice(
  services: Services,
  question: Question,
  report: AdviceReport,
  scale: Scale | null,
  signal: AbortSignal,
): Promise<TriedAdviceReport> {
  const { engine, limits } = services.context;
  const choices = runChoices(question.sql);
  const statements: TriedStatement[] = [];
  const lastBeginMs = performance.now() + limits.trialsDeadlineMs;
  const hasTime = (): boolean => performance.now() < lastBeginMs;
  let runs = 0;
  let written = 0;
  for (const [index, statement] of report.statements.entries()) {
    const found = [...statement.advice, ...statement.candidates];
    const query = choices[index]?.query?.text ?? null;
    const counted = async (run: () => Promise<Outcome>): Promise<Outcome> => {
      if (!hasTime()) return { failed: 'there was no time left for it' };
      runs += 1;
      return runs > mostRuns ? { failed: `no more than ${mostRuns} queries are run at once` } : run();
    };
    const runHere = (sql: string | null, database: string): Promise<Outcome> => {
      const request = { sql, database, report: statement.report, deadlineMs: limits.runDeadlineMs, signal };
      const run: typeof engine.run = async (asked) => {
        if (database === question.database) requireRows(statement.report.scans, services.context);
        return engine.run(asked);
      };
      return counted(() => runRows(run, request));
    };
    let before: Promise<Outcome> | null = null;
    const compared = async (after: () => Promise<Outcome>): Promise<ComparedRun> => {
      before ??= runHere(query, question.database);
      const unchanged = await before;
      const changed = await after();
      const bytesRead = 'failed' in changed ? null : changed.bytesRead;
      return { rows: compareOutcomes(unchanged, changed, query ?? ''), bytesRead };
    };
    const tried: TriedAdvice[] = [];
    for (const advice of found) {
      const { rows } = await compared(() =>
        runHere(queryOf(advice, query), advice.database ?? question.database),
      );
      tried.push({ ...advice, tried: rows });
    }
    const kept = tried.filter((advice) => advice.tried?.state !== 'differ');
    const isAdvice = (advice: TriedAdvice): boolean =>
      advice.rows !== 'unknown' || advice.tried?.state === 'same';
    const advice = kept.filter(isAdvice);
    const { layouts, droppedLayouts, hints, ...done } = await tryLayouts(services, {
      question,
      statement: { ...statement, advice },
      index,
      price: report,
      scale,
      mostWritten: mostWritten - written,
      hasTime,
      compared: (run) => compared(() => counted(() => run(query))),
      signal,
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
