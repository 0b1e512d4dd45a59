import { formatBytes } from '../../render/format-bytes.js';
import { keysReadWhole } from './keys-read-whole.js';
import { lowersBill } from './lowers-bill.js';
import type { Rule } from './rule.js';
import { scansOf } from './scans-of.js';
import { timeFilter } from './time-filter.js';

/** A partitioned table of which every partition is read because no filter is anywhere near its keys. */
export const partitionFilter: Rule = {
  summary: 'A partitioned table is read whole, and nothing filters on its partition keys.',
  find: (statement, { price }) =>
    scansOf(statement).flatMap((scan) => {
      const whole = keysReadWhole(scan);
      const bytes = scan.report.bytes.likely;
      if (whole === null || whole.isFiltered || timeFilter(scan) !== null) return [];
      if (bytes === null || !lowersBill(statement.report, bytes, price)) return [];
      const { line, column } = scan.report;
      const message = `${scan.table} is read in all its ${whole.partitions} partitions, ${formatBytes(bytes)}: nothing filters on ${whole.keys}.`;
      return [{ message, line, column, bytes, tables: [scan.table] }];
    }),
};
