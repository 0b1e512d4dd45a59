import * as v from 'valibot';
import { DryRunError } from '../estimator/errors.js';
import { parseRunsPerMonth } from '../estimator/runs-per-month.js';
import { asItIs, type TableSize, tableSizes } from './table-size.js';
import type { WrongFields } from './wrong-fields.js';

/** What the user asks: everything a page of the playground depends on, and everything in its URL. */
export interface Question {
  readonly sql: string;
  /** The short id that the text is kept under, and that stands for it in URLs; null where it stands there itself. */
  readonly storedAs: string | null;
  /** Of unqualified table names. */
  readonly database: string;
  /** Of the price. */
  readonly region: string;
  /** How often the query runs in a month, for the monthly bill; null: not asked. */
  readonly runsPerMonth: number | null;
  readonly tableSize: TableSize;
  /** Database that `tableSize` is of: other layouts of as many rows are larger or smaller. */
  readonly sizedIn: string;
  /** What was written in fields that make no sense; absent where all do. */
  readonly wrongFields?: WrongFields;
}

/** What the fields of a question may name. */
export interface KnownNames {
  /** Of the text that is kept under an id, else null. */
  readonly findStored: (id: string) => string | null;
  readonly databases: Pick<ReadonlySet<string>, 'has'>;
  readonly regions: Pick<ReadonlySet<string>, 'has'>;
}

/**
 * Reads the query string or the form; a field that is missing gets its default, and one that makes no sense is told in
 * the question. Throws `usage` where the text is none, and `not_found` for an id that nothing is kept under.
 */
export function parseQuestion(input: unknown, defaults: Question, known: KnownNames): Question {
  const result = v.safeParse(questionSchema, input ?? {});
  if (!result.success) {
    const field = v.getDotPath(result.issues[0]) ?? 'The request';
    throw new DryRunError('usage', { detail: `${field}: one text was expected.` });
  }
  const { sql, query, database: written, region, runs, size, of, at } = result.output;
  const stored = sql === undefined && query !== undefined ? readStored(query, known) : null;
  const database = written || defaults.database;
  // A slider that was moved means the layout that it is on now.
  const sizedIn = of === '' || (at !== '' && at !== size) ? database : of;
  const question = {
    sql: stored ?? sql?.replaceAll('\r\n', '\n') ?? defaults.sql,
    storedAs: stored === null ? null : (query ?? null),
    database,
    region: region || defaults.region,
    runsPerMonth: runs === '' ? null : parseRunsPerMonth(runs),
    tableSize: tableSizes[/^\d{1,2}$/.test(size) ? Number(size) : -1] ?? asItIs,
    sizedIn,
  };
  const wrongFields: WrongFields = {
    ...(known.databases.has(question.database.toLowerCase()) ? {} : { database: question.database }),
    ...(known.regions.has(question.region) ? {} : { region: question.region }),
    ...(runs === '' || question.runsPerMonth !== null ? {} : { runs }),
    ...(known.databases.has(sizedIn.toLowerCase()) || sizedIn === database ? {} : { of }),
    ...(size === '' || String(question.tableSize.position) === size ? {} : { size }),
  };
  return Object.keys(wrongFields).length === 0 ? question : { ...question, wrongFields };
}

/** Longer ones are no name of anything, and no number. */
const mostCharacters = 100;

/** What is repeated or very long is told as it begins. */
const field = v.pipe(
  v.optional(v.union([v.string(), v.array(v.string())]), ''),
  v.transform((value) => (typeof value === 'string' ? value : value.join(', ')).trim()),
  v.transform((text) => (text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text)),
);

const questionSchema = v.object({
  sql: v.optional(v.string()),
  query: v.optional(v.string()),
  database: field,
  region: field,
  runs: field,
  size: field,
  of: field,
  at: field,
});

function readStored(id: string, { findStored }: KnownNames): string {
  const sql = findStored(id);
  if (sql === null) throw new DryRunError('not_found', { what: 'kept query of this link (any more)' });
  return sql;
}

export function isBlank(question: Question): boolean {
  return question.sql.trim() === '';
}
