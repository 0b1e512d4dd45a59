import type { Catalog } from './catalog/catalog.js';
import { withTable } from './catalog/with-table.js';
import { countOf } from './count-of.js';
import { DryRunError } from './errors.js';
import { estimateStatement } from './estimate-statement.js';
import type { EstimatedStatement } from './estimated-statement.js';
import { madeBy } from './made-by.js';
import { totalOf } from './pricing/total.js';
import type { EngineName, Price, Report } from './report.js';
import { loadParser } from './sql/parse.js';
import { positionsIn } from './sql/span.js';
import { splitStatements } from './sql/statement-split.js';
import { fillParameters } from './sql/statement-template.js';
import { tool } from './tool.js';
import { withoutDropped } from './without-dropped.js';

export interface EstimateOptions {
  readonly catalog: Catalog;
  /** Where unqualified table names are looked up. */
  readonly database: string;
  /** For the report; null for text that is in no file. */
  readonly file: string | null;
  readonly price: Price;
  readonly engine: EngineName;
  /** What `current_date` and `now()` mean; null: now. */
  readonly at: Date | null;
  readonly runsPerMonth: number | null;
  /** Whether reports name the partitions that are left, not only count them. */
  readonly tellsKeptPartitions?: boolean;
  /** Whether reports name the columns that statements give. */
  readonly tellsOutputs?: boolean;
  /** Values for `${name}` and `{{ name }}` in the text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Whether the report has the text of the statements; default: no. */
  readonly showsSql?: boolean;
}

/**
 * What each statement of a text would scan and cost on Athena: the whole way from SQL to a bill.
 *
 * text -> statements -> query tree -> plan over tables -> scans -> bytes -> bill. A statement that cannot be
 * estimated carries its error in the report; the others are estimated. A view is known to the statements after it. Throws `empty_input` where there is no
 * statement at all, and `limit_exceeded` for more than any script has.
 */
export async function estimate(text: string, options: EstimateOptions): Promise<Report> {
  const statements = (await estimateStatements(text, options)).map(({ report }) => report);
  return {
    schemaVersion: 1,
    tool,
    engine: options.engine,
    price: options.price,
    statements,
    total: totalOf(statements),
  };
}

/** More than any script; each has a report that is held in memory. */
const mostStatements = 100_000;

/** The statements of `estimate` with what their reports were made from. Throws `empty_input`. */
export async function estimateStatements(
  text: string,
  options: EstimateOptions,
): Promise<readonly EstimatedStatement[]> {
  const filled = fillParameters(text, options.parameters);
  const all = splitStatements(filled.text);
  if (all.length === 0) throw new DryRunError('empty_input', {});
  if (all.length > mostStatements) {
    const limit = `${mostStatements.toLocaleString('en-US')} statements`;
    throw new DryRunError('limit_exceeded', { what: `A text of ${countOf(all.length, 'statement')}`, limit });
  }
  const context = {
    ...options,
    positionOf: positionsIn(text),
    filled,
    all,
    parser: await loadParser(),
    clock: { nowMicros: BigInt((options.at ?? new Date()).getTime()) * 1000n },
  };
  const estimated: EstimatedStatement[] = [];
  let { catalog } = options;
  for (const statement of all) {
    const made = await estimateStatement(statement, { ...context, catalog });
    estimated.push(options.showsSql === true ? withSql(made, text) : made);
    const table = madeBy(statement, made, filled.text, { ...options, catalog });
    if (table !== null) catalog = withTable(catalog, table);
    catalog = withoutDropped(catalog, statement, options);
  }
  return estimated;
}

function withSql(made: EstimatedStatement, text: string): EstimatedStatement {
  return { ...made, report: { ...made.report, sql: text.slice(made.span.start, made.span.end) } };
}
