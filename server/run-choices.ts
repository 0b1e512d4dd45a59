import type { StatementKind } from '../estimator/report.js';
import type { Span } from '../estimator/sql/span.js';
import type { Statement } from '../estimator/sql/statement.js';
import { splitStatements } from '../estimator/sql/statement-split.js';
import type { MappedText } from '../estimator/sql/statement-text.js';

/** One statement of the user's text as something to run. */
export interface RunChoice {
  /** Its place among the statements, from 1. */
  readonly number: number;
  readonly kind: StatementKind;
  readonly span: Span;
  readonly firstWords: string;
  /** What runs; null where nothing of it can. */
  readonly query: MappedText | null;
  /** Why it is not run, or what of it is not done; null where all of it runs. */
  readonly note: string | null;
}

/** The statements of a text in their order; of CTAS, INSERT and UNLOAD the query runs and nothing is written. */
export function runChoices(sql: string): readonly RunChoice[] {
  return splitStatements(sql).map((statement, index) => ({
    number: index + 1,
    kind: statement.kind,
    span: statement.span,
    firstWords: firstWords(statement.text),
    query: isRunnable(statement) ? statement.query : null,
    note: statement.kind === 'unknown' ? statement.error.message : notes[statement.kind],
  }));
}

type RunnableStatement = Extract<Statement, { kind: 'select' | 'create_table_as' | 'insert' | 'unload' }>;

function isRunnable(statement: Statement): statement is RunnableStatement {
  return ['select', 'create_table_as', 'insert', 'unload'].includes(statement.kind);
}

const writesNothing = 'Its query runs and the rows are shown; nothing is written.';
const changesRows = 'Not run: it changes rows of a table, and the data here is only read.';

const notes: Readonly<Record<StatementKind, string | null>> = {
  select: null,
  create_table_as: writesNothing,
  insert: writesNothing,
  unload: writesNothing,
  create_view: 'Not run: it only keeps a query, and the catalog here does not change.',
  explain: 'Not run: it gives Athena’s plan, which another engine does not have.',
  explain_analyze: 'Not run: it gives Athena’s plan and times, which another engine does not have.',
  prepare: 'Not run: it only keeps a query for EXECUTE.',
  execute: 'Not run: paste the query that it executes, with its values.',
  deallocate: 'Not run: it gives no rows.',
  merge: changesRows,
  update: changesRows,
  delete: changesRows,
  optimize: changesRows,
  vacuum: changesRows,
  ddl: 'Not run: it changes the catalog, which stays as it is here.',
  utility: 'Not run: the Catalog page shows the tables, their columns and partitions.',
  unknown: null,
};

const shownCharacters = 60;

/** The start of the text on one line. */
function firstWords(text: string): string {
  const line = text.slice(0, 4 * shownCharacters).replace(/\s+/g, ' ');
  return line.length <= shownCharacters && text.length <= 4 * shownCharacters
    ? line
    : `${line.slice(0, shownCharacters).trimEnd()} …`;
}
