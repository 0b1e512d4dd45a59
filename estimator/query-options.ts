import * as v from 'valibot';
import type { Catalog } from './catalog/catalog.js';
import { defaultDatabase } from './catalog/default-database.js';
import { describeIssueAt } from './describe-issue.js';
import { DryRunError } from './errors.js';
import type { EstimateOptions } from './estimate.js';
import { priceFor, type TerabyteSize } from './pricing/price-for.js';
import type { EngineName } from './report.js';
import { isRunsPerMonth, runsPerMonthRule } from './runs-per-month.js';

/** What a query is estimated with, for callers of the library: everything but the catalog may be left out. */
export interface QueryOptions {
  readonly catalog: Catalog;
  /** Where unqualified table names are looked up; default: `default`, else the first database of the catalog. */
  readonly database?: string;
  /** AWS region whose price applies; default: `us-east-1`. */
  readonly region?: string;
  /** Bytes in a priced terabyte: 2^40 (`binary`, the default) or 10^12 (`decimal`). */
  readonly terabyte?: TerabyteSize;
  /** US dollars for a terabyte, where the account pays another price than the table's. */
  readonly usdPerTerabyte?: number;
  /** Byte model; default: `athena`. */
  readonly engine?: EngineName;
  /** What `current_date` and `now()` mean; default: now. */
  readonly at?: Date;
  /** With it the report has the monthly bill too: a number above 0, at most 10^9. */
  readonly runsPerMonth?: number;
  /** Values for `${name}` and `{{ name }}` in the text. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What the report names as the source of the text. */
  readonly file?: string;
  /** Whether the report has the text of the statements; default: no. */
  readonly showsSql?: boolean;
}

/** What callers without types may get wrong. */
const querySchema = v.strictObject({
  catalog: v.custom<Catalog>(isCatalog, 'what loadCatalog gives was expected'),
  database: v.optional(v.string()),
  region: v.optional(v.string()),
  terabyte: v.optional(v.picklist(['binary', 'decimal'])),
  usdPerTerabyte: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  engine: v.optional(v.picklist(['athena', 'trino'])),
  at: v.optional(v.date()),
  runsPerMonth: v.optional(
    v.pipe(
      v.number(),
      v.check(isRunsPerMonth, ({ received }) => `${runsPerMonthRule} was expected, not ${received}`),
    ),
  ),
  parameters: v.optional(v.record(v.string(), v.string())),
  file: v.optional(v.string()),
  showsSql: v.optional(v.boolean()),
});

function isCatalog(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'databases' in value && value.databases instanceof Map
  );
}

/** Fills in what is left out. Throws `unknown_region`, and `usage` where an option is not what its type says. */
export function withDefaults(options: QueryOptions): EstimateOptions {
  const { issues } = v.safeParse(querySchema, options);
  if (issues !== undefined) throw new DryRunError('usage', { detail: describeIssueAt(issues[0]) });
  const { catalog, region = 'us-east-1', terabyte = 'binary', usdPerTerabyte } = options;
  return {
    catalog,
    database: options.database ?? defaultDatabase(catalog),
    file: options.file ?? null,
    price: priceFor(region, { terabyte, ...(usdPerTerabyte === undefined ? {} : { usdPerTerabyte }) }),
    engine: options.engine ?? 'athena',
    at: options.at ?? null,
    runsPerMonth: options.runsPerMonth ?? null,
    parameters: options.parameters ?? {},
    showsSql: options.showsSql ?? false,
  };
}
