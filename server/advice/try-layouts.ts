import type { AdvisedStatement, Hint, LayoutIdea, LayoutQuestion } from '../../estimator/advice-report.js';
import { savedBytes } from '../../estimator/advise/gain-of.js';
import { gainOfLayout } from '../../estimator/advise/gain-of-layout.js';
import { layoutIdeas } from '../../estimator/advise/layout-ideas.js';
import { DryRunError } from '../../estimator/errors.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import type { Interval, StatementReport } from '../../estimator/report.js';
import type { EngineTable } from '../engine/engine-table.js';
import type { Question } from '../question.js';
import { type Scale, scaleStatement } from '../scale.js';
import type { Services } from '../services.js';
import { intervalText } from '../views/interval-text.js';
import { estimateRewritten } from '../what-if/estimate-rewritten.js';
import { fieldsOfIdea } from '../what-if/fields-of-idea.js';
import { choiceOf } from '../what-if/layout-choice.js';
import { countValues } from './count-values.js';
import { dropNoBetter } from './drop-no-better.js';
import type { RowsComparison } from './rows-comparison.js';
import { runOnLayout } from './run-on-layout.js';
import type { Outcome } from './run-rows.js';
import type { DroppedLayout, MeasuredLayout, TriedLayout } from './tried-layout.js';

export interface LayoutTrial {
  readonly question: Question;
  readonly statement: AdvisedStatement;
  /** Place of the statement in the text. */
  readonly index: number;
  readonly price: Parameters<typeof scaleStatement>[2];
  readonly scale: Scale | null;
  /** Layouts that may still be written for this request. */
  readonly mostWritten: number;
  /** Whether another one may be begun. */
  readonly hasTime: () => boolean;
  /** Runs the statement's query as it is and by `run`. */
  readonly compared: (run: (query: string | null) => Promise<Outcome>) => Promise<ComparedRun>;
  readonly signal: AbortSignal;
}

export interface ComparedRun {
  readonly rows: RowsComparison;
  /** Of the changed run; null where it is not known. */
  readonly bytesRead: number | null;
}

export interface TriedLayouts {
  /** Those that help, fewest likely bytes first. */
  readonly layouts: readonly TriedLayout[];
  readonly droppedLayouts: readonly DroppedLayout[];
  /** Without what was tried. */
  readonly hints: readonly Hint[];
  readonly written: number;
}

/**
 * Writes the layouts that the hints of a statement name, for the columns' true numbers of values, estimates the
 * statement again over each, and runs it where that helps. Throws `busy`, and what the signal is aborted with.
 */
export async function tryLayouts(services: Services, trial: LayoutTrial): Promise<TriedLayouts> {
  const tried: (MeasuredLayout | DroppedLayout)[] = [];
  const hints: Hint[] = [];
  for (const hint of trial.statement.hints) {
    const source = hint.layout === undefined ? null : sourceOf(services, trial.statement, hint.layout);
    const mayWrite = trial.hasTime() && tried.length < trial.mostWritten;
    if (hint.layout === undefined || source === null || !mayWrite) {
      hints.push(hint);
      continue;
    }
    const counted = await countValues(services, source, hint.layout.filtered, trial.signal);
    for (const [done, idea] of layoutIdeas(hint.layout, counted)
      .slice(0, trial.mostWritten - tried.length)
      .entries()) {
      if (done > 0 && !trial.hasTime()) break;
      tried.push(await tryIdea(services, trial, source, { table: hint.layout.table, idea }));
    }
  }
  const helping = tried.filter((one): one is MeasuredLayout => 'report' in one);
  const { kept, dropped } = dropNoBetter(helping, trial.statement.advice);
  const run = await runEach(services, trial, kept);
  const differing = run.filter((one) => one.tried.state === 'differ');
  return {
    layouts: run.filter((one) => !differing.includes(one)),
    droppedLayouts: [
      ...dropped,
      ...tried.filter((one): one is DroppedLayout => 'why' in one),
      ...differing.map(({ table, idea }) => ({ table, idea, why: 'run there, the rows were not the same' })),
    ],
    hints,
    written: tried.length,
  };
}

async function runEach(
  services: Services,
  { question: { database }, statement, compared, signal }: LayoutTrial,
  layouts: readonly MeasuredLayout[],
): Promise<readonly TriedLayout[]> {
  const run: TriedLayout[] = [];
  for (const layout of layouts) {
    const source = sourceOf(services, statement, layout);
    if (source === null) continue;
    const choice = choiceOf(fieldsOfIdea(layout.idea), source);
    const { report } = layout;
    const { rows, bytesRead } = await compared((sql) =>
      runOnLayout(services, { sql, database, source, choice, report, signal }),
    );
    run.push({ ...layout, tried: rows, bytesRead });
  }
  return run;
}

/** Null where the rows are not on this machine, or in no format that is read here. */
function sourceOf(
  { context }: Services,
  { report }: AdvisedStatement,
  layout: Pick<LayoutQuestion, 'table'>,
): EngineTable | null {
  const scan = report.scans.find(({ database, table }) => `${database}.${table}` === layout.table);
  const table = scan && context.catalog.databases.get(scan.database)?.tables.get(scan.table);
  return table?.kind === 'table' ? context.engineTableOf(table) : null;
}

async function tryIdea(
  services: Services,
  { question, statement, index, price, scale, signal }: LayoutTrial,
  source: EngineTable,
  named: { readonly table: string; readonly idea: LayoutIdea },
): Promise<MeasuredLayout | DroppedLayout> {
  signal.throwIfAborted();
  try {
    const choice = choiceOf(fieldsOfIdea(named.idea), source);
    const { table, report } = await estimateRewritten(services, question, source, choice);
    const found = report.statements[index];
    if (found === undefined || found.errors.length > 0) {
      return { ...named, why: 'the statement cannot be estimated there' };
    }
    const after = scale === null ? found : scaleStatement(found, scale.factor, price);
    const gain = gainOfLayout(statement.report, after);
    if (gain === null) return { ...named, why: noGainText(statement.report, after) };
    return {
      ...named,
      gain,
      savedBytes: savedBytes(statement.report.bytesScanned, after.bytesScanned),
      storedBytes: table.storedBytes,
      objects: objectsOf(found, named.table),
      report: after,
    };
  } catch (error) {
    if (!(error instanceof DryRunError) || error.code === 'busy') throw error;
    return { ...named, why: `it could not be written: ${error.message}` };
  }
}

function noGainText({ bytesScanned: before }: StatementReport, { bytesScanned: after }: StatementReport) {
  const text = (interval: Interval): string =>
    interval.likely === null ? intervalText(interval, formatBytes) : formatBytes(interval.likely);
  return `it reads ${text(after)}, too little less than the ${text(before)} now`;
}

function objectsOf({ scans }: StatementReport, name: string): number | null {
  return scans.find(({ database, table }) => `${database}.${table}` === name)?.objects?.total ?? null;
}
