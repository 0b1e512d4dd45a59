import type { ColumnCost, Hint } from '../advice-report.js';
import { outerStar } from '../check/rules/outer-tokens.js';
import { starScans } from '../check/rules/star-scans.js';
import type { EstimatedQuery, EstimatedStatement } from '../estimated-statement.js';
import { formatBytes } from '../render/format-bytes.js';
import { editStatement, editsInText } from './edit.js';
import { quoteName } from './quote-name.js';

/** What each column of a `SELECT *` costs. Which of them are needed is not known, so that none is left out. */
export function starColumns(statement: EstimatedStatement, text: string): readonly Hint[] {
  return statement.queries.flatMap((query): readonly Hint[] => {
    const columns = columnCosts(query);
    const [dearest] = columns;
    const bytes = columns.reduce((sum, column) => sum + column.bytes, 0);
    if (dearest === undefined || bytes === 0) return [];
    const share = Math.round((100 * dearest.bytes) / bytes);
    const message =
      `SELECT * reads all ${columns.length} columns, ${formatBytes(bytes)}: ${dearest.column} alone is ` +
      `${formatBytes(dearest.bytes)}, ${share} %. Name the columns that you need; the others stay unread.`;
    const figures = [bytes, dearest.bytes];
    const sql = withNamedColumns(statement, query, text);
    const place = query.locate(outerStar(query.text));
    return [
      { code: 'name-columns', message, ...place, bytes, figures, columns, ...(sql === null ? {} : { sql }) },
    ];
  });
}

/** Dearest first; columns of a table that is named twice are there twice. */
function columnCosts(query: EstimatedQuery): readonly ColumnCost[] {
  return starScans(query)
    .flatMap(({ report, table }) =>
      Object.entries(report.columnBytes ?? {}).map(([column, bytes]) => ({ table, column, bytes })),
    )
    .sort((left, right) => right.bytes - left.bytes);
}

/** The statement with the columns in the place of the star; null where they are not those of one table. */
function withNamedColumns(statement: EstimatedStatement, query: EstimatedQuery, text: string): string | null {
  const { body } = query.tree;
  if (body.kind !== 'select' || body.from?.kind !== 'table' || body.items.length !== 1) return null;
  const [item] = body.items;
  if (item?.kind !== 'star' || item.qualifier.length > 0) return null;
  const start = outerStar(query.text);
  const names = query.planned.outputs.map(({ label }) => quoteName(label)).join(', ');
  const edits = editsInText(query, [{ span: { start, end: start + 1 }, text: names }], text);
  return edits === null || query.text[start] !== '*' ? null : editStatement(statement, edits, text);
}
