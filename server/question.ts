import * as v from 'valibot';
import { DryRunError } from '../estimator/errors.js';
import { parseRunsPerMonth, runsPerMonthRule } from '../estimator/runs-per-month.js';
import { parseTableSize, type TableSize } from './table-size.js';

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
  /** What was written there instead of a number; it keeps the question from being answered, but not its text. */
  readonly wrongRuns?: string;
  readonly tableSize: TableSize;
}

/**
 * Reads the query string or the form; a field that is missing gets its default. `findStored` knows the texts that are
 * kept under an id. Throws `usage`, and `not_found` for an id that nothing is kept under.
 */
export function parseQuestion(
  input: unknown,
  defaults: Question,
  findStored: (id: string) => string | null,
): Question {
  const result = v.safeParse(questionSchema, input ?? {});
  if (!result.success) {
    const field = v.getDotPath(result.issues[0]) ?? 'The request';
    throw new DryRunError('usage', { detail: `${field}: one text was expected.` });
  }
  const { sql, query, database, region, runs, size } = result.output;
  const stored = sql === undefined && query !== undefined ? readStored(query, findStored) : null;
  return {
    sql: stored ?? sql?.replaceAll('\r\n', '\n') ?? defaults.sql,
    storedAs: stored === null ? null : (query ?? null),
    database: database?.trim() || defaults.database,
    region: region?.trim() || defaults.region,
    ...parseRuns(runs?.trim() ?? ''),
    tableSize: size === undefined ? defaults.tableSize : parseTableSize(size),
  };
}

const questionSchema = v.object({
  sql: v.optional(v.string()),
  query: v.optional(v.string()),
  database: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  region: v.optional(v.pipe(v.string(), v.maxLength(100))),
  runs: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  size: v.optional(v.string()),
});

function readStored(id: string, findStored: (id: string) => string | null): string {
  const sql = findStored(id);
  if (sql === null) throw new DryRunError('not_found', { what: 'kept query of this link (any more)' });
  return sql;
}

function parseRuns(text: string): Pick<Question, 'runsPerMonth' | 'wrongRuns'> {
  if (text === '') return { runsPerMonth: null };
  const runsPerMonth = parseRunsPerMonth(text);
  return runsPerMonth === null ? { runsPerMonth, wrongRuns: text } : { runsPerMonth };
}

/** Throws `usage` for a question of which a field makes no sense. */
export function requireAnswerable({ wrongRuns }: Question): void {
  if (wrongRuns === undefined) return;
  throw new DryRunError('usage', {
    detail: `Runs a month: ${runsPerMonthRule} was expected, not ${wrongRuns}.`,
  });
}

export function isBlank(question: Question): boolean {
  return question.sql.trim() === '';
}
