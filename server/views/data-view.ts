import { countOf } from '../../estimator/count-of.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { layoutText } from '../../estimator/render/layout-text.js';
import { formatType } from '../../estimator/sql/format-type.js';
import type { PlaygroundContext } from '../context.js';
import type { CsvSerde, EngineTable } from '../engine/engine-table.js';
import { correctTypesOf } from '../own-data/correct-types.js';
import { ownDatabase } from '../own-data/own-database.js';
import type { OwnTable } from '../own-data/own-table.js';
import type { Session } from '../own-data/sessions.js';
import type { Problem } from '../problem.js';
import { asItIs } from '../table-size.js';
import { urls } from '../urls.js';
import { type ErrorView, errorView } from './error-view.js';

/** What a browser brought: the data of the page and of its JSON twin. */
export interface OwnDataView {
  readonly database: string;
  readonly tables: readonly OwnTableView[];
  /** What may be brought and how long it stays, in sentences. */
  readonly limits: readonly string[];
  /** Whether the browser's session is gone, with its data. */
  readonly hasEnded: boolean;
  readonly problem: ErrorView | null;
}

export interface OwnTableView {
  readonly name: string;
  readonly origin: string;
  readonly layout: string;
  readonly stored: string;
  readonly rows: string | null;
  /** The SerDe that its text is read as by; null where it is none. */
  readonly readBy: string | null;
  readonly columns: readonly OwnColumnView[];
  readonly isCorrectable: boolean;
  /** The playground with a query on it. */
  readonly href: string;
}

export interface OwnColumnView {
  readonly name: string;
  readonly type: string;
  /** Types it may be given; none where they are stated. */
  readonly types: readonly string[];
}

export function dataView(
  session: Session | null,
  context: PlaygroundContext,
  { hasEnded, problem }: { readonly hasEnded: boolean; readonly problem: Problem | null },
): OwnDataView {
  const { fileBytes, expandedBytes, rows, columns, sessionBytes, tablesPerSession, idleMs } =
    context.sessions.limits;
  const minutes = Math.round(idleMs / 60_000);
  return {
    database: ownDatabase,
    tables: [...(session?.tables.values() ?? [])].map(tableView),
    limits: [
      `A file may have ${formatBytes(fileBytes)}, ${formatWholeNumber(rows)} rows, ${formatWholeNumber(columns)} columns and ${formatBytes(expandedBytes)} after decompression; all your files ${formatBytes(sessionBytes)}. You may have ${countOf(tablesPerSession, 'table')}, those of DDL too.`,
      `Only this browser sees them. They are deleted ${countOf(minutes, 'minute')} after their last use, when the server stops, or at once when you say so.`,
    ],
    hasEnded,
    problem: problem === null ? null : errorView(problem.error, ''),
  };
}

function tableView(own: OwnTable): OwnTableView {
  const { name, table, origin, rows, isCorrectable, engineTable } = own;
  const correctable = isCorrectable && engineTable !== null ? correctTypesOf(engineTable) : [];
  const sql = `SELECT *\nFROM ${name}\nLIMIT 100`;
  const question = {
    sql,
    database: ownDatabase,
    region: 'us-east-1',
    runsPerMonth: null,
    tableSize: asItIs,
    sizedIn: ownDatabase,
    storedAs: null,
  };
  const shared = { name, origin, isCorrectable, href: urls.playground(question) };
  if (table.kind === 'view')
    return { ...shared, layout: 'a view', stored: 'nothing', rows: null, readBy: null, columns: [] };
  return {
    ...shared,
    layout: layoutText({
      format: table.format,
      codec: table.storedBytes === null ? null : table.codec,
      partitionKeys: table.partitionKeys.map((key) => key.name),
    }),
    stored: table.storedBytes === null ? 'size not known' : formatBytes(table.storedBytes),
    rows: rows === null ? null : countOf(rows, 'row'),
    readBy: engineTable === null ? null : readByText(engineTable),
    columns: [...table.columns, ...table.partitionKeys].map((column) => {
      const type = formatType(column.type);
      const others = correctable.filter((one) => one !== type);
      return { name: column.name, type, types: correctable.length > 0 ? [type, ...others] : [] };
    }),
  };
}

function readByText({ format, csv }: EngineTable): string | null {
  if (format === 'json') return 'Read as by the OpenX JSON SerDe: each line is an object.';
  if (csv === undefined) return null;
  return csvTexts[csv.serde];
}

const csvTexts: Readonly<Record<CsvSerde, string>> = {
  lazy_simple:
    'Read as by LazySimpleSerDe, as no field is quoted: a line is a row, \\N is NULL, and so is what is no value of its column’s type.',
  open_csv:
    'Read as by OpenCSVSerde, as fields are quoted: a line is a row, and a query fails where a field is no value of its column’s type. Columns with empty fields, dates and times are strings.',
};
