import type { Span } from './sql/span.js';

/** What each error says about itself; the sentence is made from it in one place, `messages` below. */
export interface ErrorData {
  syntax: { detail: string };
  empty_input: Record<string, never>;
  unknown_table: { name: string; nearest: string | null };
  unknown_column: { name: string; nearest: string | null; known: readonly string[] };
  unknown_function: { name: string; nearest: string };
  columns_unknown: { name: string; table: string };
  ambiguous_column: { name: string; candidates: readonly string[] };
  unknown_database: { name: string; nearest: string | null };
  unsupported_statement: { what: string };
  unsupported_syntax: { what: string };
  template_placeholder: { placeholder: string };
  unknown_region: { name: string; nearest: string | null };
  unreadable_file: { path: string; detail: string };
  unwritable_file: { path: string; detail: string };
  no_files: { pattern: string; isExcluded?: boolean };
  invalid_catalog: { path: string; detail: string };
  invalid_config: { path: string; detail: string };
  invalid_dbt: { path: string; detail: string };
  invalid_base: { name: string; detail: string };
  invalid_report: { path: string; detail: string };
  not_partition_value: { detail: string };
  limit_exceeded: { what: string; limit: string };
  type_mismatch: { detail: string };
  duplicate_table: { name: string; detail: string };
  unsupported_table: { name: string; detail: string };
  invalid_projection: { name: string; detail: string };
  usage: { detail: string };
  datasets_missing: { path: string };
  busy: { detail: string };
  query_failed: { detail: string };
  no_rows: { name: string; why: string };
  query_timeout: { what: string; seconds: number };
  cancelled: { seconds: number };
  not_faithful: { what: string };
  forbidden: { what: string };
  not_found: { what: string };
  rate_limited: { detail: string };
  internal: { detail: string };
}

export type ErrorCode = keyof ErrorData;

/** Whose turn it is. Decides the HTTP status; on the command line every category exits 2. */
export type ErrorCategory = 'user' | 'unsupported' | 'limit' | 'internal';

export const errorCategories: Readonly<Record<ErrorCode, ErrorCategory>> = {
  syntax: 'user',
  empty_input: 'user',
  unknown_table: 'user',
  unknown_column: 'user',
  unknown_function: 'user',
  columns_unknown: 'user',
  ambiguous_column: 'user',
  unknown_database: 'user',
  unsupported_statement: 'unsupported',
  unsupported_syntax: 'unsupported',
  template_placeholder: 'user',
  unknown_region: 'user',
  unreadable_file: 'user',
  unwritable_file: 'user',
  no_files: 'user',
  invalid_catalog: 'user',
  invalid_config: 'user',
  invalid_dbt: 'user',
  invalid_base: 'user',
  invalid_report: 'user',
  not_partition_value: 'user',
  limit_exceeded: 'user',
  type_mismatch: 'user',
  duplicate_table: 'user',
  unsupported_table: 'unsupported',
  invalid_projection: 'user',
  usage: 'user',
  datasets_missing: 'user',
  busy: 'limit',
  query_failed: 'user',
  no_rows: 'unsupported',
  query_timeout: 'user',
  cancelled: 'user',
  not_faithful: 'unsupported',
  forbidden: 'user',
  not_found: 'user',
  rate_limited: 'limit',
  internal: 'internal',
};

/** Whether a text is one of the codes: errors that come from another process say theirs as text. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(errorCategories, text);
}

const didYouMean = (nearest: string | null): string => (nearest === null ? '' : ` Did you mean ${nearest}?`);

/** A name as it was given; one that is empty would not be seen. */
const shown = (name: string): string => (name === '' ? "''" : name);

/** What may be meant, where no name is near; a long list is cut. */
function thereAre(known: readonly string[]): string {
  if (known.length === 0) return '';
  const shown = known.slice(0, 10).join(', ');
  return ` There are: ${shown}${known.length > 10 ? `, and ${known.length - 10} more` : ''}.`;
}

const messages: { [Code in ErrorCode]: (data: ErrorData[Code]) => string } = {
  syntax: ({ detail }) => `Syntax error: ${detail}`,
  empty_input: () => 'There is no SQL statement in the input.',
  unknown_table: ({ name, nearest }) => `Table ${name} is not in the catalog.${didYouMean(nearest)}`,
  unknown_column: ({ name, nearest, known }) =>
    `Column ${name} cannot be resolved.${nearest === null ? thereAre(known) : didYouMean(nearest)}`,
  unknown_function: ({ name, nearest }) => `There is no function ${name}.${didYouMean(nearest)}`,
  columns_unknown: ({ name, table }) =>
    `${name} cannot be resolved: the columns of ${table} are not known. Data in bzip2, for one, is not looked into. Declare them with its CREATE EXTERNAL TABLE: DDL is a catalog too.`,
  ambiguous_column: ({ name, candidates }) =>
    `Column ${name} is ambiguous: it is in ${candidates.join(' and in ')}.`,
  unknown_database: ({ name, nearest }) =>
    `Database ${shown(name)} is not in the catalog.${didYouMean(nearest)}`,
  unsupported_statement: ({ what }) => `${what} cannot be estimated.`,
  unsupported_syntax: ({ what }) => `${what} is not supported.`,
  template_placeholder: ({ placeholder }) =>
    `${placeholder} is a template placeholder, not SQL. Put its value there; the command line (--param name=value), the configuration (params) and the library (parameters) fill it in.`,
  unknown_region: ({ name, nearest }) =>
    `No Athena price is known for region ${shown(name)}.${didYouMean(nearest ?? 'a name like us-east-1')} On the command line --usd-per-terabyte takes a price of your own.`,
  unreadable_file: ({ path, detail }) => `${shown(path)} cannot be read: ${detail}`,
  unwritable_file: ({ path, detail }) => `${path} cannot be written: ${detail}`,
  no_files: ({ pattern, isExcluded = false }) =>
    isExcluded ? `All files that fit ${shown(pattern)} are excluded.` : `No file fits ${shown(pattern)}.`,
  invalid_catalog: ({ path, detail }) => `${path} is not a usable catalog: ${detail}`,
  invalid_dbt: ({ path, detail }) => `${path} cannot be used: ${detail}`,
  invalid_base: ({ name, detail }) => `${name} cannot be compared with: ${detail}`,
  invalid_config: ({ path, detail }) => `${path} is not a usable configuration: ${detail}`,
  invalid_report: ({ path, detail }) => `${path} is not a report that can be read: ${detail}`,
  not_partition_value: ({ detail }) => detail,
  limit_exceeded: ({ what, limit }) => `${what} is over the limit of ${limit}.`,
  type_mismatch: ({ detail }) => detail,
  duplicate_table: ({ name, detail }) => `Table ${name} is defined twice in one catalog: ${detail}.`,
  unsupported_table: ({ name, detail }) => `Table ${name} cannot be estimated: ${detail}`,
  invalid_projection: ({ name, detail }) => `Partition projection of table ${name}: ${detail}`,
  usage: ({ detail }) => detail,
  datasets_missing: ({ path }) =>
    `No catalog is named, by --catalog or in athena-dryrun.yml, and the built-in datasets are not there (${path}). In a checkout "npm run datasets" builds them.`,
  busy: ({ detail }) => detail,
  query_failed: ({ detail }) => `The query failed: ${detail}`,
  no_rows: ({ name, why }) =>
    `Table ${name} has no rows here to run on: ${why}. The estimate is not affected.`,
  query_timeout: ({ what, seconds }) => `${what} ran longer than ${seconds} s and was stopped.`,
  cancelled: ({ seconds }) => `The query was cancelled after ${seconds} s.`,
  not_faithful: ({ what }) =>
    `${what} cannot be run here as Athena would run it, so it is not run. The estimate is not affected.`,
  forbidden: ({ what }) => `${what} is not allowed here.`,
  not_found: ({ what }) => `There is no ${what} here.`,
  rate_limited: ({ detail }) => detail,
  internal: ({ detail }) => `Internal error: ${detail}`,
};

/**
 * The one error class: a code, typed data, and where it is in the user's text.
 * `Doubt` is not an error; it is a reason inside the report.
 */
export class DryRunError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: ErrorData[Code];
  /** UTF-16 offsets in the text as the user wrote it. */
  readonly span: Span | null;

  constructor(code: Code, data: ErrorData[Code], span: Span | null = null) {
    super(messages[code](data));
    this.name = 'DryRunError';
    this.code = code;
    this.data = data;
    this.span = span;
  }

  get category(): ErrorCategory {
    return errorCategories[this.code];
  }
}
