import { formatBytes } from '../../render/format-bytes.js';
import { lowersBill } from './lowers-bill.js';
import { outerStar } from './outer-tokens.js';
import type { Rule } from './rule.js';
import { starScans } from './star-scans.js';

/** `SELECT *` where the format would let columns stay unread. */
export const selectStar: Rule = {
  summary: 'SELECT * reads every column of a table whose format lets columns stay unread.',
  find: (statement, { price }) =>
    statement.queries.flatMap((query) => {
      const whole = starScans(query);
      const bytes = whole.reduce((sum, { report }) => sum + (report.bytes.likely ?? 0), 0);
      if (whole.length === 0 || !lowersBill(statement.report, bytes, price)) return [];
      const tables = [...new Set(whole.map(({ table }) => table))];
      const message = `SELECT * reads every column of ${tables.join(' and ')}, ${formatBytes(bytes)}; columns that are not named would stay unread.`;
      return [{ message, ...query.locate(outerStar(query.text)), bytes, tables }];
    }),
};
