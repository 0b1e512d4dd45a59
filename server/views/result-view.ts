import { countOf } from '../../estimator/count-of.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { parseType, type Type } from '../../estimator/sql/type.js';
import type { RunResult } from '../answer.js';
import type { Cell } from '../engine/query-result.js';
import { athenaText } from '../results/athena-text.js';
import { urls } from '../urls.js';
import { intervalText } from './interval-text.js';
import { type ReasonView, reasonView } from './reason-view.js';

/** What a query gave and what it really read. */
export interface ResultView {
  readonly columns: readonly ColumnView[];
  readonly rows: readonly (readonly CellView[])[];
  readonly rowsText: string;
  /** Null where all rows are on this page. */
  readonly paging: PagingView | null;
  readonly csvHref: string;
  readonly jsonHref: string;
  readonly elapsed: string;
  readonly read: string;
  readonly estimated: string;
  /** Says of both that they are not of the table that the bill is of; else empty. */
  readonly ofSample: string;
  readonly verdict: VerdictView;
  readonly notes: readonly ReasonView[];
}

interface ColumnView {
  readonly name: string;
  readonly type: string;
  /** How its cells are set: numbers to the right, only text in several lines. */
  readonly look: 'number' | 'text' | 'short';
}

export interface CellView {
  readonly text: string;
  /** How a long text begins: the rest is folded. */
  readonly head: string | null;
  readonly isNull: boolean;
}

/** The pages beside this one. */
export interface PagingView {
  readonly text: string;
  readonly previous: string | null;
  readonly next: string | null;
}

/** Whether the measured bytes lie inside the estimate. */
export interface VerdictView {
  readonly state: 'equal' | 'inside' | 'outside' | 'unknown';
  readonly text: string;
}

const numberTypes = /^(tinyint|smallint|integer|bigint|real|double|decimal)/;

/** A page of the rows, and the measurement of the whole run, which is beside a bill that may be scaled. */
export function resultView(result: RunResult, isScaled = false): ResultView {
  const types = result.columns.map(({ type }) => parseType(type));
  return {
    columns: result.columns.map(({ name, type }) => ({ name, type, look: lookOf(type) })),
    rows: result.rows.map((row) => row.map((cell, index) => cellView(cell, types[index] ?? null))),
    rowsText: rowsText(result),
    paging: pagingView(result),
    csvHref: urls.resultCsv(result.id),
    jsonHref: urls.resultJson(result.id),
    elapsed: elapsedText(result.elapsedMs),
    read: result.bytesRead === null ? 'not known' : `${formatWholeNumber(result.bytesRead)} bytes`,
    estimated: intervalText(result.expectedBytes, (bytes) => `${formatWholeNumber(bytes)} bytes`),
    ofSample: isScaled ? ' of the sample' : '',
    verdict: verdictView(result),
    notes: result.notes.map(reasonView),
  };
}

function lookOf(type: string): ColumnView['look'] {
  if (numberTypes.test(type)) return 'number';
  return /^(boolean|date|time|uuid)/.test(type) ? 'short' : 'text';
}

/** A longer text is cut on the page; the downloads have all of it. */
const shownCharacters = 2_000;
/** Some four lines of a column. */
const unfoldedCharacters = 160;
const headCharacters = 120;

function cellView(cell: Cell, type: Type | null): CellView {
  if (cell === null) return { text: 'NULL', head: null, isNull: true };
  const text = type === null ? JSON.stringify(cell) : athenaText(cell, type);
  return {
    text: text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text,
    head: text.length > unfoldedCharacters ? `${text.slice(0, headCharacters)}…` : null,
    isNull: false,
  };
}

function rowsText({ rowCount, rowsKept }: RunResult): string {
  if (rowCount === null || rowCount === rowsKept) return countOf(rowsKept, 'row');
  return `${countOf(rowCount, 'row')}, of which the first ${formatWholeNumber(rowsKept)} are kept`;
}

function pagingView({ id, page, rows, rowsKept }: RunResult): PagingView | null {
  if (page.of === 1) return null;
  const last = page.firstRow + rows.length - 1;
  const [from, to, all] = [page.firstRow, last, rowsKept].map(formatWholeNumber);
  return {
    text: `Rows ${from} to ${to} of ${all}`,
    previous: page.number > 1 ? urls.result(id, page.number - 1) : null,
    next: page.number < page.of ? urls.result(id, page.number + 1) : null,
  };
}

function elapsedText(elapsedMs: number): string {
  return elapsedMs < 1_000
    ? `${Math.max(1, Math.round(elapsedMs))} ms`
    : `${(elapsedMs / 1_000).toFixed(2)} s`;
}

function verdictView({ bytesRead, filesRead, expectedBytes, expectedFiles, notes }: RunResult): VerdictView {
  const { low, high } = expectedBytes;
  if (bytesRead === null) return { state: 'unknown', text: 'What was read could not be measured.' };
  if (low === null && high === null)
    return { state: 'unknown', text: 'There is no estimate to compare with.' };
  if (notes.some(({ code }) => code === 'duckdb_reads_more' || code === 'duckdb_reads_less')) {
    return { state: 'unknown', text: 'Cannot be compared: the engine here reads otherwise than Athena.' };
  }
  if (low !== null && bytesRead < low) {
    return { state: 'outside', text: `${formatBytes(low - bytesRead)} less than the estimate’s low bound.` };
  }
  if (filesRead !== null && expectedFiles !== null && filesRead > expectedFiles) {
    // DuckDB evaluates no expression that may fail, such as a cast, on partition values.
    const text = `Cannot be compared: the engine here read ${countOf(filesRead, 'file')}; the partition filter leaves ${formatWholeNumber(expectedFiles)} to Athena.`;
    return { state: 'unknown', text };
  }
  if (high !== null && bytesRead > high) {
    return {
      state: 'outside',
      text: `${formatBytes(bytesRead - high)} more than the estimate’s high bound.`,
    };
  }
  if (low === high) return { state: 'equal', text: 'Exactly what was estimated, to the byte.' };
  return { state: 'inside', text: 'Inside the estimate.' };
}
