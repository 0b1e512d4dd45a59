import { parseType } from '../../estimator/sql/type.js';
import type { Cell, ResultColumn } from '../engine/query-result.js';
import { athenaText } from './athena-text.js';

/**
 * Writes lines of CSV as RFC 4180 has it and Athena fills it: every value is quoted, NULL is an empty field without
 * quotes, and the first line has the names.
 */
export function csvWriter(columns: readonly ResultColumn[]): {
  readonly header: string;
  readonly line: (row: readonly Cell[]) => string;
} {
  const types = columns.map(({ type }) => parseType(type));
  return {
    header: csvLine(columns.map(({ name }) => name)),
    line: (row) =>
      csvLine(
        types.map((type, index) => {
          const cell = row[index] ?? null;
          return cell === null ? null : athenaText(cell, type);
        }),
      ),
  };
}

function csvLine(texts: readonly (string | null)[]): string {
  return `${texts.map((text) => (text === null ? '' : `"${text.replaceAll('"', '""')}"`)).join(',')}\r\n`;
}
