import { layoutOf } from '../../formats/layout-of.js';
import { formatBytes } from '../../render/format-bytes.js';
import { shareOfWidth } from '../../scan/share-of-width.js';
import { lowersBill } from './lowers-bill.js';
import type { Rule } from './rule.js';
import { scansOf } from './scans-of.js';

/** It speaks where a columnar format would read at most this share of the bytes. */
const mostShare = 0.1;

/** It is silent about tables whose bytes are less than this share of what the statement scans. */
const leastOfStatement = 0.1;

/** A row format that is read whole for columns that are a tenth of it. */
export const rowFormat: Rule = {
  summary: 'A row format is read whole for a few columns: as Parquet about a tenth of it would be read.',
  find: (statement, { price }) =>
    scansOf(statement).flatMap(({ report, planned, table }) => {
      const whole = report.bytes.likely;
      if (whole === null || layoutOf(report.format) !== 'row') return [];
      const { columns } = planned.scan.table;
      const share = shareOfWidth(report.columns, planned.scan.table);
      const bytes = Math.round(whole * (1 - share));
      if (bytes < leastOfStatement * (statement.report.bytesScanned.likely ?? 0)) return [];
      if (columns.length === 0 || share > mostShare || !lowersBill(statement.report, bytes, price)) return [];
      const message = `${table} is ${report.format.toUpperCase()}, read whole, ${formatBytes(whole)}, for ${report.columns.length} of ${columns.length} columns; as Parquet about ${formatBytes(whole - bytes)} would be read.`;
      return [{ message, line: report.line, column: report.column, bytes, tables: [table] }];
    }),
};
