import * as v from 'valibot';
import { describeIssueAt } from '../describe-issue.js';
import { DryRunError } from '../errors.js';
import { kindNames } from '../render/describe-statement.js';
import type { Report } from '../report.js';
import type { CheckReport } from './check-report.js';
import { budgetPeriods, budgetScopes } from './check-settings.js';

const place = { line: v.optional(v.number()), column: v.optional(v.number()) };
const figure = v.nullable(v.number());
const interval = v.looseObject({ low: figure, likely: figure, high: figure });
const kept = v.nullable(v.looseObject({ kept: v.number(), total: v.number() }));
const note = v.looseObject({ code: v.string(), message: v.string(), ...place });
const amount = v.looseObject({ unit: v.picklist(['bytes', 'usd']), value: v.number() });

const scan = v.looseObject({
  database: v.string(),
  table: v.string(),
  line: v.number(),
  column: v.number(),
  columns: v.array(v.string()),
  format: v.string(),
  partitions: kept,
  objects: kept,
  rowGroups: kept,
  bytes: interval,
  reasons: v.array(note),
});

const finding = v.looseObject({
  rule: v.string(),
  level: v.picklist(['note', 'warn', 'fail']),
  message: v.string(),
  file: v.nullable(v.string()),
  line: figure,
  column: figure,
  bytes: figure,
});

const statement = v.looseObject({
  source: v.looseObject({ file: v.nullable(v.string()), line: v.number(), column: v.number() }),
  kind: v.picklist(Object.keys(kindNames)),
  accuracy: v.picklist(['exact', 'range', 'upper_bound', 'unknown']),
  scans: v.array(scan),
  bytesScanned: interval,
  bytesBilled: interval,
  usd: interval,
  runsPerMonth: v.optional(v.number()),
  usdPerMonth: v.optional(interval),
  errors: v.array(v.looseObject({ code: v.string(), message: v.string(), line: figure, column: figure })),
  notes: v.array(note),
  sql: v.optional(v.string()),
});

const report = {
  tool: v.looseObject({ name: v.literal('athena-dryrun'), version: v.string() }),
  engine: v.picklist(['athena', 'trino']),
  price: v.looseObject({
    region: v.string(),
    usdPerTerabyte: v.number(),
    bytesPerTerabyte: v.number(),
    minimumBytes: v.number(),
    roundUpToBytes: v.number(),
    source: v.string(),
    verified: v.nullable(v.string()),
  }),
  total: v.looseObject({
    bytesScanned: interval,
    bytesBilled: interval,
    usd: interval,
    usdPerMonth: v.optional(interval),
    statements: v.number(),
    notEstimated: v.number(),
  }),
};

const change = v.looseObject({ base: v.nullable(interval), head: v.nullable(interval), delta: interval });
const changes = { bytesScanned: change, usd: change, usdPerMonth: v.optional(change) };

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
  unchanged: v.number(),
  total: v.looseObject(changes),
  notCompared: v.number(),
});

const check = v.looseObject({
  verdict: v.picklist(['pass', 'warn', 'fail', 'error']),
  catalog: v.nullable(v.string()),
  folder: v.string(),
  files: v.array(
    v.looseObject({
      file: v.string(),
      model: v.optional(v.string()),
      measuredBytes: v.optional(v.nullable(v.number())),
      sha256: v.nullable(v.string()),
      firstStatement: v.number(),
      sqlSha256: v.optional(v.string()),
      statements: v.number(),
      bytesScanned: interval,
      usd: interval,
      usdPerMonth: v.nullable(interval),
    }),
  ),
  findings: v.array(finding),
  budgets: v.array(
    v.looseObject({
      of: v.picklist(budgetScopes),
      per: v.picklist(budgetPeriods),
      limit: amount,
      checked: v.number(),
      over: v.number(),
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
