import { type AdviceCode, adviceCodes } from '../advice-codes.js';
import type { Advice, AdviceReport, AdvisedStatement } from '../advice-report.js';
import { DryRunError } from '../errors.js';
import { estimateStatements } from '../estimate.js';
import { estimateInput, type Input, type SharedOptions } from '../estimate-inputs.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import type { Comparison, StatementReport } from '../report.js';
import { tool } from '../tool.js';
import type { AdviserContext, Suggestion } from './adviser.js';
import { editStatement } from './edit.js';
import { gainOf, savedBytes } from './gain-of.js';
import { hintsFor } from './hints-for.js';
import { comparisonOf, layoutsOf } from './layouts-of.js';
import { advisers } from './registry.js';

export interface AdviseOptions extends SharedOptions {
  /** Of one input: the same on every layout, where that is known already; null: it is known that there is none. */
  readonly comparison?: Comparison | null;
}

/**
 * What each statement of the inputs could do to read less. Every suggestion is applied and estimated again, and left
 * out where the bounds do not prove that it helps; nothing is run.
 */
export async function advise(inputs: readonly Input[], options: AdviseOptions): Promise<AdviceReport> {
  const at = options.at ?? new Date();
  const statements: AdvisedStatement[] = [];
  for (const input of inputs) {
    const shared = { ...options, at, file: input.file };
    const estimated = await estimateInput(input, shared);
    const reads = estimated.some(({ report }) => report.scans.length > 0);
    const comparison =
      options.comparison === undefined && reads
        ? await comparisonOf(input.text, shared)
        : (options.comparison ?? null);
    for (const [index, statement] of estimated.entries()) {
      statements.push(
        await adviseStatement(statement, {
          text: input.text,
          options: { ...shared, catalog: statement.catalog },
          clock: { nowMicros: BigInt(at.getTime()) * 1000n },
          layouts: layoutsOf(comparison, index),
        }),
      );
    }
  }
  const { engine, price } = options;
  return { schemaVersion: 1, tool, engine, price, statements };
}

async function adviseStatement(
  statement: EstimatedStatement,
  context: AdviserContext,
): Promise<AdvisedStatement> {
  const { report } = statement;
  if (report.errors.length > 0) return { report, advice: [], candidates: [], hints: [] };
  const tried: Advice[] = [];
  for (const code of adviceCodes) {
    for (const suggestion of await advisers[code].suggest(statement, context)) {
      const found = await tryOut(code, suggestion, statement, context);
      if (found !== null) tried.push(found);
    }
  }
  tried.sort((left, right) => likelyBytes(left) - likelyBytes(right));
  const advice = tried.filter(({ rows }) => rows !== 'unknown');
  const candidates = tried.filter(({ rows }) => rows === 'unknown');
  return { report, advice, candidates, hints: hintsFor(statement, tried, context) };
}

function likelyBytes({ report }: Advice): number {
  return report.bytesScanned.likely ?? Number.POSITIVE_INFINITY;
}

/** Applies a suggestion and estimates again; null where that does not work, or does not help for sure. */
async function tryOut(
  code: AdviceCode,
  { message, because, rows, place, change }: Suggestion,
  statement: EstimatedStatement,
  context: AdviserContext,
): Promise<Advice | null> {
  const sql = change.kind === 'rewrite' ? editStatement(statement, change.edits, context.text) : null;
  const rewritten = sql === null ? null : await estimateAgain(sql, statement, context);
  const report = change.kind === 'layout' ? change.layout.report : rewritten;
  if (report === null || report.errors.length > 0) return null;
  const before = statement.report.bytesScanned;
  const gain = gainOf(before, report.bytesScanned);
  if (gain === null) return null;
  return {
    code,
    message,
    because,
    line: place?.line ?? null,
    column: place?.column ?? null,
    gain,
    rows,
    sql,
    database: change.kind === 'layout' ? change.layout.layout.database : null,
    savedBytes: savedBytes(before, report.bytesScanned),
    report,
  };
}

async function estimateAgain(
  sql: string,
  { report }: EstimatedStatement,
  { options }: AdviserContext,
): Promise<StatementReport | null> {
  try {
    const runsPerMonth = report.runsPerMonth ?? options.runsPerMonth;
    const estimated = await estimateStatements(sql, { ...options, runsPerMonth });
    return estimated.length === 1 ? (estimated[0]?.report ?? null) : null;
  } catch (error) {
    if (error instanceof DryRunError) return null;
    throw error;
  }
}
