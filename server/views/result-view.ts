import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { Interval } from '../../estimator/report.js';
import type { Cell, QueryResult } from '../engine/query-result.js';
import { type ReasonView, reasonView } from './bill-view.js';
import { countOf } from './count-of.js';
import { intervalText } from './interval-text.js';

/** What a query gave and what it really read. */
export interface ResultView {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isNumber: boolean }[];
  readonly rows: readonly (readonly CellView[])[];
  readonly rowsText: string;
  readonly elapsed: string;
  readonly read: string;
  readonly estimated: string;
  readonly verdict: VerdictView;
  readonly notes: readonly ReasonView[];
}

export interface CellView {
  readonly text: string;
  readonly isNull: boolean;
}

/** Whether the measured bytes lie inside the estimate. */
export interface VerdictView {
  readonly state: 'equal' | 'inside' | 'outside' | 'unknown';
  readonly text: string;
}

const numberTypes = /^(tinyint|smallint|integer|bigint|real|double|decimal)/;

/** The first rows and the measurement; `rowsShown` is the cap of the page. */
export function resultView(result: QueryResult, estimate: Interval, rowsShown: number): ResultView {
  const rows = result.rows.slice(0, rowsShown);
  return {
    columns: result.columns.map(({ name, type }) => ({ name, type, isNumber: numberTypes.test(type) })),
    rows: rows.map((row) => row.map(cellView)),
    rowsText: rowsText(rows.length, result),
    elapsed: elapsedText(result.elapsedMs),
    read: result.bytesRead === null ? 'not known' : `${formatWholeNumber(result.bytesRead)} bytes`,
    estimated: intervalText(estimate, (bytes) => `${formatWholeNumber(bytes)} bytes`),
    verdict: verdictView(result.bytesRead, estimate),
    notes: result.notes.map(reasonView),
  };
}

function cellView(cell: Cell): CellView {
  if (cell === null) return { text: 'NULL', isNull: true };
  return { text: typeof cell === 'object' ? JSON.stringify(cell) : String(cell), isNull: false };
}

function rowsText(shown: number, { rowCount, truncated }: QueryResult): string {
  if (rowCount === null) return `the first ${countOf(shown, 'row')}; there are more`;
  if (truncated || shown < rowCount)
    return `the first ${formatWholeNumber(shown)} of ${countOf(rowCount, 'row')}`;
  return countOf(rowCount, 'row');
}

function elapsedText(elapsedMs: number): string {
  return elapsedMs < 1_000
    ? `${Math.max(1, Math.round(elapsedMs))} ms`
    : `${(elapsedMs / 1_000).toFixed(2)} s`;
}

function verdictView(bytesRead: number | null, { low, high }: Interval): VerdictView {
  if (bytesRead === null) return { state: 'unknown', text: 'What was read could not be measured.' };
  if (low === null && high === null)
    return { state: 'unknown', text: 'There is no estimate to compare with.' };
  if (low !== null && bytesRead < low) {
    return { state: 'outside', text: `${formatBytes(low - bytesRead)} less than the estimate’s low bound.` };
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
