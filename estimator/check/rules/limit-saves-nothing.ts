import { formatBytes } from '../../render/format-bytes.js';
import type { Query } from '../../sql/tree.js';
import { lowersBill } from './lowers-bill.js';
import { outerLimit } from './outer-tokens.js';
import type { Rule } from './rule.js';
import { scansOf } from './scans-of.js';

/** LIMIT at the end of a query that must read everything before it knows its first row. */
export const limitSavesNothing: Rule = {
  summary: 'LIMIT ends no scan early: everything is read before the first row is known.',
  find: (statement, { price }) =>
    statement.queries.flatMap((query) => {
      const { limit } = query.tree;
      if (limit === null || limit === 0) return [];
      const scans = scansOf({ ...statement, queries: [query] });
      const bytes = scans.reduce((sum, { report }) => sum + (report.bytes.likely ?? 0), 0);
      const canStop = scans.some(({ planned }) => planned.limit !== null);
      if (canStop || !lowersBill(statement.report, bytes, price)) return [];
      const message = `LIMIT saves nothing here: ${formatBytes(bytes)} are read before the first row is known${causeOf(query.tree)}.`;
      const tables = [...new Set(scans.map(({ table }) => table))];
      return [{ message, ...query.locate(outerLimit(query.text)), bytes, tables }];
    }),
};

function causeOf({ orderBy, body }: Query): string {
  if (orderBy.length > 0) return ', because of ORDER BY';
  return body.kind === 'select' && body.groupBy !== null ? ', because of GROUP BY' : '';
}
