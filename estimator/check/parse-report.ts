import * as v from 'valibot';
import { describeIssueAt } from '../describe-issue.js';
import { DryRunError } from '../errors.js';
import { kindNames } from '../render/describe-statement.js';
import type { Report } from '../report.js';
import type { CheckReport } from './check-report.js';
import { budgetPeriods, budgetScopes } from './check-settings.js';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const dollars = v.pipe(v.number(), v.finite(), v.minValue(0));
/** Ids of rules and codes of errors, which are printed as they are. */
const id = v.pipe(v.string(), v.regex(/^[\w-]+$/));
const position = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const place = { line: v.optional(position), column: v.optional(position) };
const bytes = intervalOf(count);
const usd = intervalOf(dollars);
const kept = v.nullable(v.looseObject({ kept: count, total: count }));
const note = v.looseObject({ code: id, message: v.string(), ...place });
const amount = v.looseObject({ unit: v.picklist(['bytes', 'usd']), value: dollars });

/** A figure that is not known is null. */
function intervalOf<Figure extends v.GenericSchema<unknown, number>>(figure: Figure) {
  const side = v.nullable(figure);
  return v.looseObject({ low: side, likely: side, high: side });
}

const scan = v.looseObject({
  database: v.string(),
  table: v.string(),
  line: position,
  column: position,
  columns: v.array(v.string()),
  format: v.string(),
  partitions: kept,
  objects: kept,
  rowGroups: kept,
  bytes,
  reasons: v.array(note),
});

const finding = v.looseObject({
  rule: id,
  level: v.picklist(['note', 'warn', 'fail']),
  message: v.string(),
  file: v.nullable(v.string()),
  line: v.nullable(position),
  column: v.nullable(position),
  bytes: v.nullable(count),
});

const statement = v.looseObject({
  source: v.looseObject({ file: v.nullable(v.string()), line: position, column: position }),
  kind: v.picklist(Object.keys(kindNames)),
  accuracy: v.picklist(['exact', 'range', 'upper_bound', 'unknown']),
  scans: v.array(scan),
  bytesScanned: bytes,
  bytesBilled: bytes,
  usd,
  runsPerMonth: v.optional(dollars),
  usdPerMonth: v.optional(usd),
  errors: v.array(
    v.looseObject({
      code: id,
      message: v.string(),
      line: v.nullable(position),
      column: v.nullable(position),
    }),
  ),
  notes: v.array(note),
  sql: v.optional(v.string()),
});

const report = {
  tool: v.looseObject({ name: v.literal('athena-dryrun'), version: v.string() }),
  engine: v.picklist(['athena', 'trino']),
  price: v.looseObject({
    region: v.string(),
    usdPerTerabyte: dollars,
    bytesPerTerabyte: count,
    minimumBytes: count,
    roundUpToBytes: count,
    source: v.string(),
    verified: v.nullable(v.string()),
  }),
  total: v.looseObject({
    bytesScanned: bytes,
    bytesBilled: bytes,
    usd,
    usdPerMonth: v.optional(usd),
    statements: count,
    notEstimated: count,
  }),
};

/** A difference may be below 0. */
function changeOf<
  Figure extends v.GenericSchema<unknown, number>,
  Difference extends v.GenericSchema<unknown, number>,
>(figure: Figure, difference: Difference) {
  const side = v.nullable(intervalOf(figure));
  return v.looseObject({ base: side, head: side, delta: intervalOf(difference) });
}

const usdChange = changeOf(dollars, v.pipe(v.number(), v.finite()));
const changes = {
  bytesScanned: changeOf(count, v.pipe(v.number(), v.safeInteger())),
  usd: usdChange,
  usdPerMonth: v.optional(usdChange),
};

const base = v.looseObject({
  name: v.string(),
  catalog: v.nullable(v.string()),
  differences: v.array(v.string()),
  changes: v.array(
    v.looseObject({
      status: v.picklist(['added', 'removed', 'changed', 'renamed']),
      file: v.string(),
      baseFile: v.optional(v.string()),
      ...changes,
    }),
  ),
  unchanged: count,
  total: v.looseObject(changes),
  notCompared: count,
});

const check = v.looseObject({
  verdict: v.picklist(['pass', 'warn', 'fail', 'error']),
  catalog: v.nullable(v.string()),
  folder: v.string(),
  files: v.array(
    v.looseObject({
      file: v.string(),
      model: v.optional(v.string()),
      measuredBytes: v.optional(v.nullable(count)),
      sha256: v.nullable(v.string()),
      firstStatement: count,
      sqlSha256: v.optional(v.string()),
      statements: count,
      bytesScanned: bytes,
      usd,
      usdPerMonth: v.nullable(usd),
    }),
  ),
  findings: v.array(finding),
  budgets: v.array(
    v.looseObject({
      of: v.picklist(budgetScopes),
      per: v.picklist(budgetPeriods),
      limit: amount,
      checked: count,
      over: count,
    }),
  ),
  base: v.nullable(base),
});

/** Keys that are not known may be there: adding a field to a report is no change of its schema. */
const estimateReport = v.looseObject({ ...report, statements: v.array(statement) });
const checkReport = v.looseObject({
  ...report,
  statements: v.array(
    v.looseObject({
      ...statement.entries,
      findings: v.array(finding),
      suppressed: v.optional(v.array(v.looseObject({ ...finding.entries, reason: v.string() }))),
    }),
  ),
  check,
});

export type ParsedReport =
  | { readonly of: 'estimate'; readonly report: Report }
  | { readonly of: 'check'; readonly report: CheckReport };

/** Reads the JSON report of `estimate` or `check`. Throws `invalid_report`, with the key that is wrong. */
export function parseReport(path: string, text: string): ParsedReport {
  const value = parseJson(path, text);
  const version = value['schemaVersion'];
  if (version !== 1) {
    const detail =
      version === undefined
        ? 'it has no schemaVersion.'
        : `schemaVersion ${JSON.stringify(version)} is not 1.`;
    throw new DryRunError('invalid_report', { path, detail });
  }
  if ('layouts' in value) {
    const detail = 'it compares layouts; only reports of estimate and check are rendered.';
    throw new DryRunError('invalid_report', { path, detail });
  }
  if (!('check' in value)) {
    requireSchema(path, v.safeParse(estimateReport, value));
    // The schema has just checked every field that is read; unions such as reason codes are text to readers.
    return { of: 'estimate', report: value as unknown as Report };
  }
  requireSchema(path, v.safeParse(checkReport, value));
  return { of: 'check', report: value as unknown as CheckReport };
}

function parseJson(path: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    const detail = `it is no JSON: ${error instanceof Error ? error.message : String(error)}.`;
    throw new DryRunError('invalid_report', { path, detail });
  }
  throw new DryRunError('invalid_report', { path, detail: 'it is no JSON object.' });
}

interface Parsed {
  readonly success: boolean;
  readonly issues?: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]] | undefined;
}

function requireSchema(path: string, { issues }: Parsed): void {
  if (issues === undefined) return;
  throw new DryRunError('invalid_report', { path, detail: describeIssueAt(issues[0]) });
}
