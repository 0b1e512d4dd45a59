import type { AdviceReport, AdvisedStatement, Gain, Hint } from '../../estimator/advice-report.js';
import { nameKind } from '../../estimator/render/describe-statement.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { formatUsd } from '../../estimator/render/format-usd.js';
import type { StatementReport } from '../../estimator/report.js';
import { splitStatements } from '../../estimator/sql/statement-split.js';
import type { RowsComparison } from '../advice/rows-comparison.js';
import type { TriedAdvice, TriedAdviceReport } from '../advice/tried-advice.js';
import type { Question } from '../question.js';
import { urls } from '../urls.js';
import { intervalText } from './interval-text.js';
import { type PlaceView, placeView } from './place-view.js';
import { type RangeView, rangeView } from './range-view.js';

/** What could be read less, each tried. */
export interface AdviceView {
  readonly statements: readonly AdvisedStatementView[];
  /** Whether the statements were run as well as estimated. */
  readonly isTried: boolean;
  /** Whether there is anything to run. */
  readonly canTry: boolean;
  readonly links: { readonly page: string; readonly json: string } | null;
}

export interface AdvisedStatementView {
  /** Null where it is the only one. */
  readonly title: string | null;
  readonly advice: readonly AdviceItemView[];
  readonly hints: readonly HintView[];
  /** What was dropped after a run, in a sentence. */
  readonly dropped: string | null;
}

export interface AdviceItemView {
  readonly code: string;
  readonly message: string;
  readonly place: PlaceView | null;
  readonly sides: readonly SideView[];
  readonly gain: Gain;
  readonly gainText: string;
  readonly isCandidate: boolean;
  readonly rows: RowsView;
  readonly because: string;
  /** Null where only the layout changes. */
  readonly sql: string | null;
  /** The playground with it; null where that is too long for a link. */
  readonly href: string | null;
}

/** Now, or as advised. */
export interface SideView {
  readonly what: string;
  readonly bar: RangeView | null;
  /** The best single figure, else the bounds. */
  readonly scanned: string;
  /** Beside the best figure, where they differ. */
  readonly bounds: string | null;
  readonly usd: string;
}

export interface RowsView {
  readonly state: 'same' | 'open' | 'claimed' | 'unknown';
  readonly text: string;
}

export interface HintView {
  readonly code: string;
  readonly message: string;
  readonly place: PlaceView | null;
  readonly columns: readonly { readonly name: string; readonly bytes: string }[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
}

export function adviceView(
  report: AdviceReport | TriedAdviceReport,
  question: Question,
  linkLength: number,
): AdviceView {
  const spans = splitStatements(question.sql).map(({ span }) => span);
  const linkTo = (changes: Partial<Question>): string | null => {
    const href = urls.playground({ ...question, ...changes });
    return href.length <= linkLength ? href : null;
  };
  const page = urls.advice(question);
  return {
    statements: report.statements.map((statement, index) => {
      const { start, end } = spans[index] ?? { start: 0, end: question.sql.length };
      const withText = (sql: string): string => question.sql.slice(0, start) + sql + question.sql.slice(end);
      const link: LinkTo = (sql, database) =>
        linkTo({
          ...(sql === null ? {} : { sql: withText(sql), storedAs: null }),
          ...(database === null ? {} : { database }),
        });
      return statementView(statement, question, report.statements.length > 1, link);
    }),
    isTried: report.statements.some((statement) => 'dropped' in statement),
    canTry: report.statements.some(({ advice, candidates }) => advice.length + candidates.length > 0),
    links: page.length <= linkLength ? { page, json: urls.adviceJson(question) } : null,
  };
}

type LinkTo = (sql: string | null, database: string | null) => string | null;
type Statement = (AdviceReport | TriedAdviceReport)['statements'][number];

function statementView(
  statement: Statement,
  question: Question,
  isOneOfMany: boolean,
  link: LinkTo,
): AdvisedStatementView {
  const { report, advice, candidates, hints } = statement;
  const dropped = 'dropped' in statement ? statement.dropped : 0;
  return {
    title: isOneOfMany ? `${nameKind(report.kind)}, line ${report.source.line}` : null,
    advice: [
      ...advice.map((one) => itemView(one, statement, false, link)),
      ...candidates.map((one) => itemView(one, statement, true, link)),
    ],
    hints: hints.map((hint) => hintView(hint, question, link)),
    dropped:
      dropped === 0
        ? null
        : `${dropped === 1 ? 'One was' : `${dropped} were`} dropped: run here, the rows were not the same.`,
  };
}

const gains: Readonly<Record<Gain, string>> = {
  certain: 'certainly less',
  likely: 'likely less, never more',
  worst_case: 'less at worst',
};

function itemView(
  advice: AdvisedStatement['advice'][number] | TriedAdvice,
  { report }: AdvisedStatement,
  isCandidate: boolean,
  link: LinkTo,
): AdviceItemView {
  const { code, message, gain, because, sql, database } = advice;
  const scale = Math.max(report.bytesScanned.high ?? 0, advice.report.bytesScanned.high ?? 0);
  return {
    code,
    message,
    place: placeView(advice),
    sides: [sideView('now', report, scale), sideView('then', advice.report, scale)],
    gain,
    gainText: gains[gain],
    isCandidate,
    rows: rowsView(advice),
    because,
    sql,
    href: link(sql, database),
  };
}

function sideView(what: string, { bytesScanned, usd }: StatementReport, scale: number): SideView {
  const { low, likely, high } = bytesScanned;
  const bounds = intervalText(bytesScanned, formatBytes);
  return {
    what,
    bar: rangeView(bytesScanned, scale),
    scanned: likely === null ? bounds : formatBytes(likely),
    bounds: likely === null || (low === likely && likely === high) ? null : bounds,
    usd: usd.likely === null ? intervalText(usd, formatUsd) : formatUsd(usd.likely),
  };
}

const claims: Readonly<Record<TriedAdvice['rows'], RowsView>> = {
  same: { state: 'claimed', text: 'Same rows: yes, proven without a run.' },
  same_data: { state: 'claimed', text: 'Same rows: where both layouts hold the same data.' },
  unknown: { state: 'unknown', text: 'Same rows: not known. Run both to see.' },
};

function rowsView(advice: AdvisedStatement['advice'][number] | TriedAdvice): RowsView {
  const tried: RowsComparison | null = 'tried' in advice ? advice.tried : null;
  if (tried?.state === 'same') {
    const rows = tried.rows === 1 ? 'one row' : `${formatWholeNumber(tried.rows)} rows`;
    return { state: 'same', text: `Same rows: yes, both were run here and gave the same ${rows}.` };
  }
  const claim = claims[advice.rows];
  return tried?.state === 'open'
    ? { state: 'open', text: `${claim.text} Not compared: ${tried.why}.` }
    : claim;
}

/** Columns shown before the rest is left to the JSON. */
const shownColumns = 12;

function hintView(hint: Hint, question: Question, link: LinkTo): HintView {
  const { code, message, columns = [], sql, layout } = hint;
  const named = sql === undefined ? null : link(sql, null);
  return {
    code,
    message,
    place: placeView(hint),
    columns: columns
      .slice(0, shownColumns)
      .map(({ column, bytes }) => ({ name: column, bytes: formatBytes(bytes) })),
    links: [
      ...(named === null ? [] : [{ text: 'Name the columns', href: named }]),
      ...(layout === undefined
        ? []
        : [
            {
              text: 'Write it so and measure',
              href: urls.whatIf(question, layout.table, {
                storage: 'parquet-zstd',
                sort: layout.sortBy ?? '',
              }),
            },
          ]),
    ],
  };
}
