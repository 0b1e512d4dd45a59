import { lookUpTable } from './catalog/look-up-table.js';
import { DryRunError } from './errors.js';
import type { EstimateOptions } from './estimate.js';
import type { EstimatedQuery, EstimatedStatement } from './estimated-statement.js';
import type { Clock } from './evaluate/compiled.js';
import { failedStatement } from './failed-statement.js';
import { checkInsertedColumns } from './inserted-columns.js';
import { columnsOfOutputs } from './optimize/columns-of-outputs.js';
import { integerDivisions } from './optimize/integer-division.js';
import { planQuery } from './optimize/plan-query.js';
import { checkPartitionColumns } from './partition-columns.js';
import { bill } from './pricing/bill.js';
import { exactly, isExact, mapInterval } from './pricing/interval.js';
import { timesUsd } from './pricing/money.js';
import type {
  Accuracy,
  Interval,
  OutputColumn,
  ScanReport,
  StatementKind,
  StatementReport,
} from './report.js';
import { estimateScan } from './scan/estimate-scan.js';
import { measureOnce } from './scan/measure-once.js';
import { checkFunctions, type DoubtfulFunction } from './sql/check-functions.js';
import { formatAthenaType } from './sql/format-athena-type.js';
import type { Parser } from './sql/parse.js';
import type { Position } from './sql/span.js';
import { spanOfWords } from './sql/span-of-words.js';
import type { QualifiedName, Statement } from './sql/statement.js';
import { type ReadQuery, readQueriesOf } from './sql/statement-queries.js';
import { type MappedText, originOf } from './sql/statement-text.js';
import { tooDeep } from './too-deep.js';

export interface StatementContext extends EstimateOptions {
  /** From offsets in the text as the user wrote it. */
  readonly positionOf: (offset: number) => Position;
  /** With parameters filled in; statements' positions are offsets in it. */
  readonly filled: MappedText;
  /** Every statement of the text: EXECUTE runs what an earlier PREPARE prepared. */
  readonly all: readonly Statement[];
  readonly parser: Parser;
  readonly clock: Clock;
}

/** One statement: its scans, summed and billed, or the error that prevents it. */
export async function estimateStatement(
  statement: Statement,
  context: StatementContext,
): Promise<EstimatedStatement> {
  const span = {
    start: originOf(context.filled, statement.span.start),
    end: originOf(context.filled, statement.span.end),
  };
  const source = { file: context.file, ...placeIn(context, statement.span.start) };
  try {
    const { kind, queries, checked } = readQueriesOf(statement, {
      all: context.all,
      text: context.filled.text,
      columnsOf: ({ parts }) => columnsOf(parts, context),
      requireTable: (table) => requireTable(table, statement, context),
    });
    for (const query of checked) plan(query, context);
    const parts: EstimatedQuery[] = [];
    for (const query of queries) parts.push(await estimateQuery(query, context));
    const [written] = parts;
    if (written !== undefined) {
      const columns = statement.kind === 'insert' ? columnsOf(statement.table.parts, context) : null;
      const { outputs } = written.planned;
      checkInsertedColumns(statement, outputs.length, columns);
      checkPartitionColumns(statement, columnsOfOutputs(outputs));
    }
    const scans = parts.flatMap((part) => part.scans);
    const { notes, ...figures } = priced(statement, kind, scans, context);
    const report = {
      source,
      ...figures,
      ...(context.tellsOutputs === true ? { outputs: outputsOf(written) } : {}),
      notes: [...parts.flatMap((part) => part.notes), ...notes],
      errors: [],
    };
    return { report, queries: parts, span, catalog: context.catalog };
  } catch (thrown) {
    const error = tooDeep(thrown);
    if (!(error instanceof DryRunError)) throw error;
    const kind = statement.kind === 'unknown' ? statement.claimedKind : statement.kind;
    const place = error.span === null ? null : placeIn(context, error.span.start);
    const report = failedStatement({ kind, source }, error, place);
    return { report, queries: [], span, catalog: context.catalog };
  }
}

function outputsOf(query: EstimatedQuery | undefined): readonly OutputColumn[] {
  return (query?.planned.outputs ?? []).map(({ label, type }) => ({
    name: label,
    type: type === null ? null : formatAthenaType(type),
  }));
}

function placeIn({ positionOf, filled }: StatementContext, offset: number): Position {
  return positionOf(originOf(filled, offset));
}

async function estimateQuery(read: ReadQuery, context: StatementContext): Promise<EstimatedQuery> {
  const offsetOf = (offset: number) => originOf(context.filled, read.toText(originOf(read.query, offset)));
  const locate = (offset: number) => context.positionOf(offsetOf(offset));
  const { tree, planned, doubtful } = plan(read, context);
  const measure = measureOnce();
  const reports: ScanReport[] = [];
  try {
    for (const scan of planned.scans) {
      reports.push(await estimateScan(scan, planned.demand, { ...context, locate, measure }));
    }
  } catch (error) {
    throw placedIn(read, error);
  }
  const notes = [
    ...integerDivisions(planned.expressions),
    ...doubtful.map(({ name, span }) => ({
      code: 'unknown_function',
      message: `${name} is no function that is known here; if Athena does not know it either, the query fails.`,
      ...locate(span.start),
    })),
  ];
  return { text: read.query.text, tree, planned, scans: reports, notes, offsetOf, locate };
}

interface PlannedQuery extends Pick<EstimatedQuery, 'tree' | 'planned'> {
  readonly doubtful: readonly DoubtfulFunction[];
}

/** A query with its plan; errors get their place in the text that was split. */
function plan(read: ReadQuery, context: StatementContext): PlannedQuery {
  try {
    const tree = context.parser.parseQuery(read.query.text);
    const planned = planQuery(tree, context);
    return { tree, planned, doubtful: checkFunctions(tree, read.query.text, read.functions) };
  } catch (error) {
    throw placedIn(read, error);
  }
}

/** An error of a query with its place in the text that was split; others stay as they are. */
function placedIn({ query, toText }: ReadQuery, error: unknown): unknown {
  if (!(error instanceof DryRunError)) return error;
  const span = error.span ?? spanOfWords(query.text, error.message);
  const start = toText(originOf(query, span.start));
  const end = toText(originOf(query, Math.max(span.start, span.end - 1))) + 1;
  return new DryRunError(error.code, error.data, { start, end });
}

/** A table that an earlier statement makes is there, even where that statement could not be read. */
function requireTable(table: QualifiedName, statement: Statement, context: StatementContext): void {
  const placeOf = ({ parts }: QualifiedName): string =>
    [context.database, ...parts].slice(-2).join('.').toLowerCase();
  const before = context.all.slice(0, context.all.indexOf(statement));
  if (before.flatMap(createdBy).some((made) => placeOf(made) === placeOf(table))) return;
  lookUpTable(table, context.catalog, context.database);
}

function createdBy(statement: Statement): readonly QualifiedName[] {
  if (statement.kind === 'create_table_as') return [statement.table];
  const creates = statement.kind === 'ddl' && statement.action === 'create_table';
  return creates && statement.subject !== null ? [statement.subject] : [];
}

/** All columns of a table that the catalog has, also partition keys. */
function columnsOf(
  name: readonly string[],
  { catalog, database }: StatementContext,
): readonly string[] | null {
  const parts = name.map((part) => part.toLowerCase());
  const table = catalog.databases.get(parts.at(-2) ?? database.toLowerCase())?.tables.get(parts.at(-1) ?? '');
  if (table?.kind !== 'table') return null;
  return [...table.columns, ...table.partitionKeys].map((column) => column.name);
}

type Priced = Omit<StatementReport, 'source' | 'errors'>;

function priced(
  statement: Statement,
  kind: StatementKind,
  scans: readonly ScanReport[],
  context: StatementContext,
): Priced {
  const bytesScanned = sumOf(scans.map(({ bytes }) => bytes));
  const charged = bill(bytesScanned, kind, context.price);
  const runs = statement.runsPerMonth ?? context.runsPerMonth;
  return {
    kind,
    accuracy: accuracyOf(bytesScanned),
    scans,
    bytesScanned,
    bytesBilled: charged.bytesBilled,
    usd: charged.usd,
    notes: charged.notes,
    ...(runs === null
      ? {}
      : { runsPerMonth: runs, usdPerMonth: mapInterval(charged.usd, (usd) => timesUsd(usd, runs)) }),
  };
}

/** The sum of intervals; one unknown makes that side of the sum unknown. */
function sumOf(intervals: readonly Interval[]): Interval {
  return intervals.reduce(
    (total, { low, likely, high }) => ({
      low: added(total.low, low),
      likely: added(total.likely, likely),
      high: added(total.high, high),
    }),
    exactly(0),
  );
}

function added(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}

function accuracyOf(bytes: Interval): Accuracy {
  if (bytes.high === null) return 'unknown';
  if (isExact(bytes)) return 'exact';
  return bytes.low === null ? 'upper_bound' : 'range';
}
