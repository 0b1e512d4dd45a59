import { DryRunError } from '../estimator/errors.js';
import { nameKind } from '../estimator/render/describe-statement.js';
import { formatWholeNumber } from '../estimator/render/format-bytes.js';
import type { Interval, Note, Report, StatementReport } from '../estimator/report.js';
import { positionAt } from '../estimator/sql/span.js';
import { type MappedText, originOf } from '../estimator/sql/statement-text.js';
import type { Answer, RunResult } from './answer.js';
import { answerQuestion, emptyAnswer } from './answer-question.js';
import { athenaColumns } from './athena-columns.js';
import type { OnProgress } from './engine/query-progress.js';
import type { QueryResult } from './engine/query-result.js';
import { expectedReads } from './expected-reads.js';
import { type Problem, problemOf, problemOfReported } from './problem.js';
import { unlessAborted } from './processes/unless-aborted.js';
import { isBlank, type Question } from './question.js';
import { explainMissingTable, requireRows } from './require-rows.js';
import { resultPage } from './results/result-page.js';
import { type RunChoice, runChoices } from './run-choices.js';
import { endedSoon } from './runs/ended-soon.js';
import { type Waiting, waitAtMost } from './runs/wait-at-most.js';
import type { Services } from './services.js';
import { problemOfFields } from './wrong-fields.js';

/** What is to be run, for whom. */
export interface Run {
  readonly question: Question;
  /** Which of several statements, from 1; null: the first that can be. */
  readonly statement: number | null;
  /** The session that alone may see the rows; null: whoever knows their address. */
  readonly owner: string | null;
  /** Whether the layouts are compared, too. */
  readonly compares: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress;
}

/**
 * Estimates the question and runs one of its statements; the layouts are compared meanwhile. A failed run leaves the
 * estimate as it is. Ends within the times that a query may wait and run, or those of the estimate.
 */
export async function runQuestion(services: Services, run: Run): Promise<Answer> {
  if (isBlank(run.question)) return emptyAnswer(run.question);
  const answered = answerQuestion(services, run.question, run);
  const waiting = waitAtMost(services.context.limits.runWaitingMs, run.signal);
  try {
    const ran = await runStatement(services, run, waiting);
    const answer = await unlessAborted(answered, waiting.signal);
    // What is wrong with other statements stands at those.
    return answer.report === null ? answer : { ...answer, ...ran };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    // Who gave up, or had to, waits for nothing more.
    const known = await endedSoon({ outcome: answered }, 0);
    return { ...(known ?? emptyAnswer(run.question)), problem: problemOf(error, run.question.sql) };
  } finally {
    waiting.end();
  }
}

type Ran = Pick<Answer, 'result' | 'problem'>;

/** Rejects with `DryRunError` where there is no estimate. */
async function runStatement(services: Services, run: Run, waiting: Waiting): Promise<Ran> {
  const { question, statement } = run;
  const asked = services.estimates.ask(question, ['report']).report;
  const report = await unlessAborted(asked, waiting.signal);
  const choices = runChoices(question.sql);
  let choice: RunChoice | null = null;
  try {
    choice = chosen(choices, statement, report);
    const estimated = report.statements[choice.number - 1];
    const [error] = estimated?.errors ?? [];
    if (error !== undefined) return { result: null, problem: problemOfReported(error) };
    const result = await runAndKeep(services, run, waiting, {
      sql: queryOf(choice).text,
      statement: choice.number,
      estimated: estimated === undefined ? [] : [estimated],
    });
    return { result, problem: problemOfFields(question.wrongFields ?? {}) };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    const explained = explainMissingTable(error, services.context);
    return { result: null, problem: problemInQuery(explained, choice, question.sql) };
  }
}

function chosen(choices: readonly RunChoice[], statement: Run['statement'], report: Report): RunChoice {
  const canRun = ({ query, number }: RunChoice): boolean =>
    query !== null && report.statements[number - 1]?.errors.length === 0;
  const choice =
    statement === null
      ? (choices.find(canRun) ?? choices.find(({ query }) => query !== null) ?? choices[0])
      : choices[statement - 1];
  if (choice !== undefined) return choice;
  if (choices.length === 0) throw new DryRunError('empty_input', {});
  const detail = `Statement ${statement} cannot be run: the text has ${formatWholeNumber(choices.length)}.`;
  throw new DryRunError('usage', { detail });
}

interface ChosenQuery {
  readonly sql: string;
  readonly statement: number;
  readonly estimated: readonly StatementReport[];
}

/** Runs a query, keeps its rows, and gives the first page of them. */
async function runAndKeep(
  services: Services,
  run: Run,
  waiting: Waiting,
  query: ChosenQuery,
): Promise<RunResult> {
  const { engine, limits, results } = services.context;
  const { question, owner, onProgress = () => undefined } = run;
  requireRows(
    query.estimated.flatMap(({ scans }) => scans),
    services.context,
  );
  const { id, keep } = await results.reserve();
  try {
    const {
      kept,
      rows: _,
      ...given
    } = await engine.run({
      sql: query.sql,
      database: question.database,
      ...expectedReads(query.estimated),
      rowLimit: 0,
      keep,
      deadlineMs: limits.runDeadlineMs,
      signal: waiting.signal,
      onProgress(progress) {
        waiting.end();
        onProgress(progress);
      },
    });
    if (kept === null) throw new DryRunError('internal', { detail: 'the rows were not kept' });
    const expectedBytes = query.estimated[0]?.bytesScanned ?? unknownBytes;
    const result = {
      ...given,
      columns: athenaColumns(given.columns, query.estimated[0]?.outputs),
      id,
      statement: query.statement,
      expectedBytes,
      notes: explainingNotes(given, expectedBytes),
      expectedFiles: filesOf(query.estimated),
      rowsKept: kept.rows,
    };
    await results.add(id, owner, { question, result, kept });
    return await resultPage(await results.find(id, owner), 1);
  } catch (error) {
    await results.drop(id);
    throw error;
  }
}

function filesOf(estimated: readonly StatementReport[]): number | null {
  const counts = estimated.flatMap(({ scans }) => scans.map(({ objects }) => objects?.kept ?? null));
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

const unknownBytes: Interval = { low: null, likely: null, high: null };

function queryOf({ query, kind, span }: RunChoice): MappedText {
  if (query !== null) return query;
  throw new DryRunError('not_faithful', { what: `A ${nameKind(kind)} statement` }, span);
}

/** The engine speaks of places in the query it was given; the user sees the whole text. */
function problemInQuery(error: DryRunError, choice: RunChoice | null, sql: string): Problem {
  const problem = problemOf(error, sql);
  if (error.span === null || choice === null || choice.query === null) return problem;
  const place = positionAt(sql, originOf(choice.query, error.span.start));
  return { ...problem, error: { ...problem.error, ...place } };
}

/** Of the ways in which the engine reads otherwise than Athena, those that the measured bytes show. */
function explainingNotes(
  { bytesRead, notes }: Pick<QueryResult, 'bytesRead' | 'notes'>,
  { low, high }: Interval,
): readonly Note[] {
  if (bytesRead === null) return notes;
  const isMore = high !== null && bytesRead > high;
  const isLess = low !== null && bytesRead < low;
  return notes.filter(
    ({ code }) => (code !== 'duckdb_reads_more' || isMore) && (code !== 'duckdb_reads_less' || isLess),
  );
}
