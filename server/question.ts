import * as v from 'valibot';
import { DryRunError } from '../estimator/errors.js';
import { parseTableSize, type TableSize } from './table-size.js';

/** What the user asks: everything a page of the playground depends on, and everything in its URL. */
export interface Question {
  readonly sql: string;
  /** Of unqualified table names. */
  readonly database: string;
  /** Of the price. */
  readonly region: string;
  /** How often the query runs in a month, for the monthly bill; null: not asked. */
  readonly runsPerMonth: number | null;
  readonly tableSize: TableSize;
}

/** Reads the query string or the form; a field that is missing gets its default. Throws `usage`. */
export function parseQuestion(input: unknown, defaults: Question): Question {
  const result = v.safeParse(questionSchema, input ?? {});
  if (!result.success) {
    const field = v.getDotPath(result.issues[0]) ?? 'The request';
    throw new DryRunError('usage', { detail: `${field}: one text was expected.` });
  }
  const { sql, database, region, runs, size } = result.output;
  return {
    sql: sql === undefined ? defaults.sql : sql.replaceAll('\r\n', '\n'),
    database: database?.trim() || defaults.database,
    region: region?.trim() || defaults.region,
    runsPerMonth: parseRuns(runs?.trim() ?? ''),
    tableSize: size === undefined ? defaults.tableSize : parseTableSize(size),
  };
}

const questionSchema = v.object({
  sql: v.optional(v.string()),
  database: v.optional(v.pipe(v.string(), v.maxLength(1_000))),
  region: v.optional(v.pipe(v.string(), v.maxLength(100))),
  runs: v.optional(v.pipe(v.string(), v.maxLength(100))),
  size: v.optional(v.string()),
});

function parseRuns(text: string): number | null {
  if (text === '') return null;
  if (!/^\d{1,9}$/.test(text))
    throw new DryRunError('usage', { detail: 'Runs a month: a whole number was expected.' });
  return Number(text);
}

export function isBlank(question: Question): boolean {
  return question.sql.trim() === '';
}
