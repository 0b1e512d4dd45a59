import { layoutOf } from '../../formats/layout-of.js';
import { formatBytes } from '../../render/format-bytes.js';
import { leavesOf } from '../../scan/leaf-paths.js';
import type { Query } from '../../sql/tree.js';
import { lowersBill } from './lowers-bill.js';
import { outerStar } from './outer-tokens.js';
import type { Rule } from './rule.js';
import { type ReportedScan, scansOf } from './scans-of.js';

/** `SELECT *` where the format would let columns stay unread. */
export const selectStar: Rule = {
  summary: 'SELECT * reads every column of a table whose format lets columns stay unread.',
  find: (statement, { price }) =>
    statement.queries.flatMap((query) => {
      if (!hasStar(query.tree)) return [];
      const whole = scansOf({ ...statement, queries: [query] }).filter(readsEveryColumn);
      const bytes = whole.reduce((sum, { report }) => sum + (report.bytes.likely ?? 0), 0);
      if (whole.length === 0 || !lowersBill(statement.report, bytes, price)) return [];
      const tables = [...new Set(whole.map(({ table }) => table))];
      const message = `SELECT * reads every column of ${tables.join(' and ')}, ${formatBytes(bytes)}; columns that are not named would stay unread.`;
      return [{ message, ...query.locate(outerStar(query.text)), bytes, tables }];
    }),
};

/** In the outermost SELECT, or in a branch of the outermost set operation. */
function hasStar({ body }: Query): boolean {
  if (body.kind === 'select') return body.items.some(({ kind }) => kind === 'star');
  if (body.kind === 'nested') return hasStar(body.query);
  return body.kind === 'set_operation' && (hasStar(body.left) || hasStar(body.right));
}

function readsEveryColumn({ report, planned }: ReportedScan): boolean {
  const { columns } = planned.scan.table;
  const leaves = columns.flatMap(leavesOf).length;
  return layoutOf(report.format) === 'columnar' && leaves > 1 && report.columns.length === leaves;
}
