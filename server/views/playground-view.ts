import { regionPrices } from '../../estimator/pricing/region-prices.js';
import { nameKind } from '../../estimator/render/describe-statement.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import type { Report, ReportedError, StatementReport } from '../../estimator/report.js';
import { formatRunsPerMonth } from '../../estimator/runs-per-month.js';
import type { Answer } from '../answer.js';
import type { PlaygroundContext } from '../context.js';
import { examplesFor } from '../examples-for.js';
import { linkWithin } from '../link-within.js';
import type { Question } from '../question.js';
import { tableSizes } from '../table-size.js';
import { urls } from '../urls.js';
import { type CheckedField, fieldRules } from '../wrong-fields.js';
import { type AdviceView, adviceView } from './advice-view.js';
import { type BillView, billView } from './bill-view.js';
import { type CommandsView, commandsView } from './commands-view.js';
import { type ComparisonView, comparisonView } from './comparison-view.js';
import { type ErrorView, errorViewsOf, problemView } from './error-view.js';
import { intervalText } from './interval-text.js';
import { type ReasonView, reasonView } from './reason-view.js';
import { type ResultView, resultView } from './result-view.js';
import { type RunChoicesView, runChoicesView } from './run-choices-view.js';
import { type RunningView, runningView } from './running-view.js';
import { scaleView, sizeText } from './scale-view.js';
import { type ScanView, scanView } from './scan-view.js';

export interface PlaygroundView {
  readonly sql: string;
  readonly runs: string;
  /** What is wrong with a field, to stand beside it; empty where nothing is. */
  readonly fieldProblems: Readonly<Record<CheckedField, string>>;
  readonly tableSize: SliderView;
  readonly databases: readonly OptionView[];
  readonly regions: readonly OptionView[];
  readonly examples: readonly ExampleView[];
  readonly answer: AnswerView | null;
  readonly running: RunningView | null;
  readonly problem: ErrorView | null;
  /** Whether the problem leaves no estimate to show. */
  readonly isBlocking: boolean;
}

export interface SliderView {
  readonly position: number;
  readonly text: string;
  /** Database that the size is of. */
  readonly sizedIn: string;
  /** What each position says. */
  readonly texts: readonly string[];
}

export interface OptionView {
  readonly value: string;
  readonly isSelected: boolean;
}

export interface ExampleView {
  readonly name: string;
  readonly teaches: string;
  readonly isOfPlan: boolean;
  readonly href: string;
}

export interface AnswerView {
  readonly bill: BillView;
  readonly statements: readonly StatementView[];
  readonly comparison: ComparisonView | null;
  /** Null where there is nothing to choose and nothing to say. */
  readonly runChoices: RunChoicesView | null;
  readonly result: ResultView | null;
  /** What a screen reader says of the answer. */
  readonly announcement: string;
  readonly advice: AdviceView | null;
  readonly links: AnswerLinks | null;
  /** What scaling the figures assumes. */
  readonly scale: string | null;
  readonly commands: CommandsView;
}

/** Null where the question is too long for a URL. */
export interface AnswerLinks {
  readonly page: string;
  readonly json: string;
  readonly compare: string;
  readonly whatIf: string;
}

export interface StatementView {
  readonly title: string;
  readonly place: string;
  readonly scanned: string;
  readonly usd: string;
  readonly scans: readonly ScanView[];
  readonly errors: readonly ErrorView[];
  readonly notes: readonly ReasonView[];
}

export function playgroundView(answer: Answer, context: PlaygroundContext): PlaygroundView {
  const { question, report, problem } = answer;
  return {
    sql: question.sql,
    runs: runsText(question),
    fieldProblems: fieldProblemsOf(question),
    tableSize: {
      position: question.tableSize.position,
      text: sizeText(question, answer.scale),
      sizedIn: question.sizedIn,
      texts: tableSizes.map(({ text }) => text),
    },
    databases: optionViews([...context.catalog.databases.keys()], question.database),
    regions: optionViews(Object.keys(regionPrices), question.region),
    examples: examplesFor(context.catalog).map(({ sql, ...example }) => ({
      ...example,
      href: urls.playground({ ...question, sql, storedAs: null }),
    })),
    answer: report === null ? null : answerView(answer, report, context),
    running: answer.running === null ? null : runningView(answer.running, context.limits),
    problem: problem === null ? null : problemView(problem, question.sql),
    isBlocking: report === null,
  };
}

function runsText({ wrongFields, runsPerMonth }: Question): string {
  return wrongFields?.runs ?? (runsPerMonth === null ? '' : formatRunsPerMonth(runsPerMonth));
}

function fieldProblemsOf({ wrongFields = {} }: Question): PlaygroundView['fieldProblems'] {
  const problemOf = (field: CheckedField): string =>
    wrongFields[field] === undefined ? '' : `${fieldRules[field].expected} is needed`;
  return {
    database: problemOf('database'),
    region: problemOf('region'),
    runs: problemOf('runs'),
    size: problemOf('size'),
    of: problemOf('of'),
  };
}

/** A value that is no option stays selected, so that the form says what was asked. */
function optionViews(values: readonly string[], selected: string): readonly OptionView[] {
  const all = values.includes(selected) ? values : [selected, ...values];
  return all.map((value) => ({ value, isSelected: value === selected }));
}

function answerView(answer: Answer, report: Report, context: PlaygroundContext): AnswerView {
  const { question, comparison, advice, result, running, scale } = answer;
  const { linkLength } = context.limits;
  const page = linkWithin(linkLength, question, urls.playground);
  const errorOf = errorViewsOf(question.sql);
  const bill = billView(report, scale);
  const shown = result === null ? null : resultView(result, scale !== null);
  return {
    bill,
    statements: report.statements.map((one) => statementView(one, answer, context, errorOf)),
    comparison: comparison === null ? null : comparisonView(comparison, question, linkLength),
    runChoices: runChoicesView(question.sql, result?.statement ?? null),
    result: shown,
    announcement:
      shown === null
        ? `${running === null ? '' : 'The query is running. '}${bill.announcement}`
        : `The query gave ${shown.rowsText} in ${shown.elapsed}.`,
    advice: advice === null ? null : adviceView(advice, question, linkLength),
    scale: scale === null ? null : scaleView(scale, question, report),
    commands: commandsView(answer, answer.unscaled ?? report, context),
    links:
      page === null
        ? null
        : {
            page,
            json: urls.estimateJson(question),
            compare: urls.compare(question),
            whatIf: urls.whatIf(question),
          },
  };
}

function statementView(
  statement: StatementReport,
  { partitions, scale }: Answer,
  context: PlaygroundContext,
  errorOf: (error: ReportedError) => ErrorView,
): StatementView {
  return {
    title: nameKind(statement.kind),
    place: `line ${statement.source.line}`,
    scanned: intervalText(statement.bytesScanned, formatBytes),
    usd: intervalText(statement.usd, formatUsd),
    scans: statement.scans.map((scan) => scanView(scan, context.catalog, partitions, scale !== null)),
    errors: statement.errors.map(errorOf),
    notes: statement.notes.map(reasonView),
  };
}
