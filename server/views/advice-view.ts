import type { AdviceReport, AdvisedStatement, Gain, Hint } from '../../estimator/advice-report.js';
import { type Billed, describeMinimum } from '../../estimator/render/describe-minimum.js';
import { nameKind } from '../../estimator/render/describe-statement.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { Price, StatementReport } from '../../estimator/report.js';
import { splitStatements } from '../../estimator/sql/statement-split.js';
import type { TriedAdvice, TriedAdviceReport, TriedStatement } from '../advice/tried-advice.js';
import type { TriedLayout } from '../advice/tried-layout.js';
import { linkWithin } from '../link-within.js';
import type { Question } from '../question.js';
import { urls } from '../urls.js';
import { type SideView, sideViews } from './advice-side-view.js';
import {
  becauseWritten,
  droppedLayoutsText,
  type LinkView,
  layoutMessage,
  whatIfLinks,
} from './layout-advice-view.js';
import { type PlaceView, placeView } from './place-view.js';

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
  /** Layouts that could be written. */
  readonly ideas: readonly HintView[];
  /** What was dropped after it was tried, a sentence each. */
  readonly dropped: readonly string[];
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
  /** The playground or the what-if form with it; null where that is too long for a link. */
  readonly link: LinkView | null;
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
  readonly links: readonly LinkView[];
}

export function adviceView(
  report: AdviceReport | TriedAdviceReport,
  question: Question,
  linkLength: number,
): AdviceView {
  const spans = splitStatements(question.sql).map(({ span }) => span);
  const linkTo = (changes: Partial<Question>): string | null =>
    linkWithin(linkLength, { ...question, ...changes }, urls.playground);
  const page = linkWithin(linkLength, question, urls.advice);
  return {
    statements: report.statements.map((statement, index) => {
      const { start, end } = spans[index] ?? { start: 0, end: question.sql.length };
      const withText = (sql: string): string => question.sql.slice(0, start) + sql + question.sql.slice(end);
      const link: LinkTo = (sql, database) =>
        linkTo({
          ...(sql === null ? {} : { sql: withText(sql), storedAs: null }),
          ...(database === null ? {} : { database }),
        });
      return statementView(statement, {
        question,
        isOneOfMany: report.statements.length > 1,
        link,
        linkLength,
        price: report.price,
      });
    }),
    isTried: report.statements.some((statement) => 'dropped' in statement),
    canTry: report.statements.some(
      ({ advice, candidates, hints }) =>
        advice.length + candidates.length > 0 || hints.some(({ layout }) => layout !== undefined),
    ),
    links: page === null ? null : { page, json: urls.adviceJson(question) },
  };
}

type LinkTo = (sql: string | null, database: string | null) => string | null;
type Statement = (AdviceReport | TriedAdviceReport)['statements'][number];

interface Shown {
  readonly question: Question;
  readonly isOneOfMany: boolean;
  readonly link: LinkTo;
  readonly linkLength: number;
  readonly price: Price;
}

function statementView(statement: Statement, shown: Shown): AdvisedStatementView {
  const { report, advice, candidates, hints } = statement;
  const { dropped, layouts, droppedLayouts } = 'dropped' in statement ? statement : nothingTried;
  const rows = dropped === 1 ? 'One was' : `${dropped} were`;
  const written = droppedLayoutsText(droppedLayouts);
  return {
    title: shown.isOneOfMany ? `${nameKind(report.kind)}, line ${report.source.line}` : null,
    advice: [
      ...layouts.map((one) => layoutItemView(one, report, shown)),
      ...advice.map((one) => itemView(one, statement, false, shown)),
      ...candidates.map((one) => itemView(one, statement, true, shown)),
    ],
    hints: hints.filter(({ layout }) => layout === undefined).map((hint) => hintView(hint, shown)),
    ideas: hints.filter(({ layout }) => layout !== undefined).map((hint) => hintView(hint, shown)),
    dropped: [
      ...(dropped === 0 ? [] : [`${rows} dropped: run here, the rows were not the same.`]),
      ...(written === null ? [] : [written]),
    ],
  };
}

const nothingTried: Pick<TriedStatement, 'dropped' | 'layouts' | 'droppedLayouts'> = {
  dropped: 0,
  layouts: [],
  droppedLayouts: [],
};

function layoutItemView(
  tried: TriedLayout,
  now: StatementReport,
  { question, linkLength, price }: Shown,
): AdviceItemView {
  const { gain, report, table, idea } = tried;
  const [link = null] = whatIfLinks(question, table, [idea], linkLength);
  return {
    code: 'store-otherwise',
    message: layoutMessage(tried),
    place: null,
    sides: sideViews(now, report),
    gain,
    gainText: gainText(gain, now, report, price),
    isCandidate: false,
    rows: rowsView({ rows: 'same_data', tried: tried.tried }),
    because: becauseWritten(tried),
    sql: null,
    link,
  };
}

const gains: Readonly<Record<Gain, string>> = {
  certain: 'certainly less',
  likely: 'likely less, never more',
  worst_case: 'less at worst',
};

/** What is gained, and where that is bytes only, that the bill stays. */
function gainText(gain: Gain, before: StatementReport, after: Billed, price: Price): string {
  const minimum = describeMinimum(before, after, price);
  if (minimum === null) return gains[gain];
  const bill = before.usd.high === after.usd.high ? 'the bill' : 'the likely bill';
  return `${gains[gain]}; ${bill} stays, ${minimum}`;
}

function itemView(
  advice: AdvisedStatement['advice'][number] | TriedAdvice,
  { report }: AdvisedStatement,
  isCandidate: boolean,
  { link, price }: Shown,
): AdviceItemView {
  const { code, message, gain, because, sql, database } = advice;
  const href = link(sql, database);
  return {
    code,
    message,
    place: placeView(advice),
    sides: sideViews(report, advice.report),
    gain,
    gainText: gainText(gain, report, advice.report, price),
    isCandidate,
    rows: rowsView(advice),
    because,
    sql,
    link:
      href === null ? null : { text: sql === null ? 'See it on this layout' : 'Use this statement', href },
  };
}

const claims: Readonly<Record<TriedAdvice['rows'], RowsView>> = {
  same: { state: 'claimed', text: 'Same rows: yes, proven without a run.' },
  same_data: { state: 'claimed', text: 'Same rows: where both layouts hold the same data.' },
  unknown: { state: 'unknown', text: 'Same rows: not known. Run both to see.' },
};

function rowsView(advice: Pick<TriedAdvice, 'rows'> & Partial<Pick<TriedAdvice, 'tried'>>): RowsView {
  const { tried } = advice;
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

function hintView(hint: Hint, { question, link, linkLength }: Shown): HintView {
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
      ...(layout === undefined ? [] : whatIfLinks(question, layout.table, layout.ideas, linkLength)),
    ],
  };
}
