import type { Interval } from '../../estimator/report.js';
import type { PlaygroundContext } from '../context.js';
import type { Estimates } from '../estimates.js';
import { expectedReads } from '../expected-reads.js';
import type { Question } from '../question.js';
import { asItIs } from '../table-size.js';
import { type Claim, claims, type Trial, type TrialQuery } from './claims.js';

export interface TriedClaim {
  readonly claim: Claim;
  readonly trials: readonly TriedTrial[];
}

export interface TriedTrial {
  readonly trial: Trial;
  readonly before: TriedQuery;
  readonly after: TriedQuery;
}

export interface TriedQuery {
  readonly question: Question;
  readonly estimated: Interval;
  /** Bytes that a run of it here really read; null where it could not be run. */
  readonly measuredBytes: number | null;
}

/** Estimates and runs the queries of every claim; null where the catalog lacks the layouts that the claims are about. `onTried`: told of each. */
export async function tryClaims(
  context: PlaygroundContext,
  estimates: Estimates,
  onTried: (claim: TriedClaim) => void,
): Promise<readonly TriedClaim[] | null> {
  const queries = claims.flatMap(({ trials }) => trials.flatMap(({ before, after }) => [before, after]));
  const isThere = ({ database }: TrialQuery): boolean =>
    context.catalog.databases.get(database)?.tables.has('transactions') ?? false;
  if (!queries.every(isThere)) return null;
  const tried: TriedClaim[] = [];
  for (const claim of claims) {
    const trials: TriedTrial[] = [];
    for (const trial of claim.trials) {
      const before = await tryQuery(trial.before, context, estimates);
      trials.push({ trial, before, after: await tryQuery(trial.after, context, estimates) });
    }
    tried.push({ claim, trials });
    onTried({ claim, trials });
  }
  return tried;
}

async function tryQuery(
  { sql, database }: TrialQuery,
  { engine, limits }: PlaygroundContext,
  estimates: Estimates,
): Promise<TriedQuery> {
  const question = {
    sql,
    database,
    region: 'us-east-1',
    runsPerMonth: null,
    tableSize: asItIs,
    sizedIn: database,
    storedAs: null,
  };
  const report = await estimates.ask(question, ['report']).report;
  const run = engine.run({
    sql,
    database,
    ...expectedReads(report.statements),
    rowLimit: 1,
    deadlineMs: limits.runDeadlineMs,
  });
  const result = await run.catch(() => null);
  return { question, estimated: report.total.bytesScanned, measuredBytes: result?.bytesRead ?? null };
}
