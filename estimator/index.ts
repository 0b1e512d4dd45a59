import type { AdviceReport } from './advice-report.js';
import { advise as adviseInputs } from './advise/advise.js';
import type { Catalog } from './catalog/catalog.js';
import { loadCatalog as loadSources } from './catalog/load-catalog.js';
import { readCatalogSource } from './catalog/read-catalog-source.js';
import { compare as compareLayouts } from './compare.js';
import { estimate as estimateText } from './estimate.js';
import { type QueryOptions, withDefaults } from './query-options.js';
import type { Comparison, Report } from './report.js';
import { requireText } from './require-text.js';

export type { AdviceCode, HintCode } from './advice-codes.js';
export type {
  Advice,
  AdviceReport,
  AdvisedStatement,
  ColumnCost,
  Gain,
  Hint,
  LayoutIdea,
  RowsClaim,
} from './advice-report.js';
export type { Catalog } from './catalog/catalog.js';
export { DryRunError, type ErrorCategory, type ErrorCode } from './errors.js';
export type { TerabyteSize } from './pricing/price-for.js';
export type { QueryOptions } from './query-options.js';
export type {
  Accuracy,
  Comparison,
  EngineName,
  Interval,
  Kept,
  LayoutComparison,
  Note,
  Price,
  Reason,
  ReasonCode,
  Report,
  ReportedError,
  ScanReport,
  StatementKind,
  StatementReport,
  Total,
} from './report.js';

/**
 * Loads what is known about the data: catalog folders, data folders, files of DDL or Glue's JSON, as `--catalog` takes
 * them; `NAME=PATH` mounts the unqualified tables as database NAME, and later ones win. Nothing is asked of AWS. Call
 * `close()` on the catalog after its last use.
 *
 * Throws a `DryRunError` of code `unreadable_file`, `invalid_catalog`, `duplicate_table` or, where none is named and the
 * built-in datasets are not built, `datasets_missing`.
 */
export async function loadCatalog(...sources: readonly string[]): Promise<Catalog> {
  return loadSources(sources.map((source) => readCatalogSource(requireText(source, 'source'))));
}

/**
 * What each statement of the text will scan (whole bytes) and cost (US dollars) on Athena, as intervals: a real run falls
 * between `low` and `high`, and null is "not known". The price has its source and the date it was read.
 *
 * A statement that cannot be estimated has its errors in the report and no figures. Throws a `DryRunError` of code
 * `empty_input`, `unknown_region`, or `usage` where an argument is not what its type says.
 */
export async function estimate(sql: string, options: QueryOptions): Promise<Report> {
  return estimateText(requireText(sql, 'sql'), withDefaults(options));
}

/**
 * The same text estimated on each layout (a database of the catalog in which its unqualified tables are), cheapest
 * likely bill first. Throws a `DryRunError` where it fits none of them.
 */
export async function compare(sql: string, options: QueryOptions): Promise<Comparison> {
  return compareLayouts(requireText(sql, 'sql'), withDefaults(options));
}

/**
 * How each statement could read less: every advice was applied and estimated again, and none is left whose bounds do not
 * prove that it helps. Nothing is run. A statement that cannot be estimated has its errors in its report. Throws a
 * `DryRunError` of code `unknown_region`.
 */
export async function advise(sql: string, options: QueryOptions): Promise<AdviceReport> {
  const { file, ...shared } = withDefaults(options);
  return adviseInputs([{ file, text: requireText(sql, 'sql') }], shared);
}
