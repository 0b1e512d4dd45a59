import { stringify } from 'csv-stringify/sync';
import { printable, printableLines, showControls } from '../../render/printable.js';
import type { CheckedStatement, CheckReport } from '../check-report.js';
import { complaintsOfStatement } from '../complaints-of.js';

type Field = (statement: CheckedStatement) => string | number | null;

const fields: Readonly<Record<string, Field>> = {
  file: ({ source }) =>
    source.file === null ? null : showControls(source.file).replaceAll('##[', '##\\u{5b}'),
  line: ({ source }) => source.line,
  column: ({ source }) => source.column,
  kind: ({ kind }) => kind,
  accuracy: ({ accuracy }) => accuracy,
  bytes_scanned_low: ({ bytesScanned }) => bytesScanned.low,
  bytes_scanned_likely: ({ bytesScanned }) => bytesScanned.likely,
  bytes_scanned_high: ({ bytesScanned }) => bytesScanned.high,
  bytes_billed_low: ({ bytesBilled }) => bytesBilled.low,
  bytes_billed_likely: ({ bytesBilled }) => bytesBilled.likely,
  bytes_billed_high: ({ bytesBilled }) => bytesBilled.high,
  usd_low: ({ usd }) => usd.low,
  usd_likely: ({ usd }) => usd.likely,
  usd_high: ({ usd }) => usd.high,
  runs_per_month: ({ runsPerMonth }) => runsPerMonth ?? null,
  usd_per_month_likely: ({ usdPerMonth }) => usdPerMonth?.likely ?? null,
  tables: ({ scans }) =>
    printable([...new Set(scans.map(({ database, table }) => `${database}.${table}`))].join(' ')),
  findings: (statement) =>
    complaintsOfStatement(statement)
      .map(({ level, rule, message }) => `${level} ${rule}: ${printable(message)}`)
      .join('\n'),
  suppressed: ({ suppressed = [] }) =>
    suppressed.map(({ rule, reason }) => `${rule}: ${printable(reason)}`).join('\n'),
};

/** Only where the report has the SQL. */
const sqlField: Readonly<Record<string, Field>> = {
  sql: ({ sql }) => (sql === undefined ? null : printableLines(sql).join('\n')),
};

/**
 * One row for each statement; a figure that is not known is an empty field, never 0. Spreadsheets run a field that
 * starts with `=`, `+`, `-` or `@` as a formula: such a text gets an apostrophe before it. GitHub's runner reads a line that starts with `::` as a
 * command: such a text is quoted.
 */
export function renderCheckCsv({ statements }: CheckReport): string {
  const hasSql = statements.some(({ sql }) => sql !== undefined);
  const own = hasSql ? { ...fields, ...sqlField } : fields;
  const rows = statements.map((statement) => Object.values(own).map((field) => field(statement)));
  return stringify(rows, {
    header: true,
    columns: Object.keys(own),
    escape_formulas: true,
    quoted_match: /^\s*::/,
  }).trimEnd();
}
