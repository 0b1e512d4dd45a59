import type { StatementKind } from '../report.js';
import { checkColumn } from './check-column.js';
import type { DdlAction, QualifiedName, Statement } from './statement.js';
import { executedStatement } from './statement-execute.js';
import { readingQuery } from './statement-reading.js';
import { type MappedText, originOf } from './statement-text.js';

/** A query whose tables a statement reads. */
export interface ReadQuery {
  readonly query: MappedText;
  /** Names of the functions that the statement declares. */
  readonly functions: readonly string[];
  /** From an offset in the text that the statement was split from to one in the whole text. */
  readonly toText: (offset: number) => number;
}

export interface ReadQueries {
  /** The kind that is billed: EXECUTE is billed as what it runs. */
  readonly kind: StatementKind;
  readonly queries: readonly ReadQuery[];
  /** Queries that Athena checks but does not run: of EXPLAIN, CREATE VIEW, PREPARE, WITH NO DATA. */
  readonly checked: readonly ReadQuery[];
}

export interface StatementSource {
  /** Every statement of the text: EXECUTE runs what an earlier PREPARE prepared. */
  readonly all: readonly Statement[];
  /** The text that was split. */
  readonly text: string;
  /** All columns of a table that a statement writes to, null where it is not known. */
  readonly columnsOf: (table: QualifiedName) => readonly string[] | null;
  /** Throws `unknown_table` or `unknown_database` for a table that a statement changes and that does not exist. */
  readonly requireTable: (table: QualifiedName) => void;
}

const same = (offset: number): number => offset;

function checkedWhenPrepared(): void {}

/** Whether an action is on a table that has to be there; what is dropped may have been made by another script. */
const changesTable: Readonly<Record<DdlAction, boolean>> = {
  create_table: false,
  create_database: false,
  create_function: false,
  drop_table: false,
  drop_view: false,
  drop_database: false,
  alter_table: true,
  alter_database: false,
  alter_view: false,
  repair_table: true,
};

/**
 * The queries that a statement makes Athena run. DDL and utilities have none; throws the error of a broken statement,
 * what `requireTable` throws, and `unknown_column` for a column that is written to and does not exist.
 */
export function readQueriesOf(statement: Statement, source: StatementSource): ReadQueries {
  switch (statement.kind) {
    case 'insert': {
      source.requireTable(statement.table);
      const columns = source.columnsOf(statement.table);
      for (const { parts, span } of columns === null ? [] : statement.columns)
        checkColumn(parts.join('.'), span, columns ?? []);
      return running(statement.kind, statement.query);
    }
    case 'select':
      return running(statement.kind, statement.query, statement.functions);
    case 'unload':
      return running(statement.kind, statement.query);
    case 'create_table_as':
      return statement.withData
        ? running(statement.kind, statement.query)
        : checking(statement.kind, [{ query: statement.query, functions: [], toText: same }]);
    case 'create_view':
      return checking(statement.kind, [{ query: statement.query, functions: [], toText: same }]);
    case 'explain_analyze':
      return { ...readQueriesOf(statement.statement, source), kind: statement.kind };
    case 'explain':
    case 'prepare': {
      const { queries, checked } = readQueriesOf(statement.statement, source);
      return checking(statement.kind, [...queries, ...checked]);
    }
    case 'execute': {
      const before = source.all.slice(0, source.all.indexOf(statement));
      const executed = executedStatement(statement, before, source.text);
      const inner = readQueriesOf(executed.statement, {
        ...source,
        all: [],
        text: executed.text.text,
        requireTable: checkedWhenPrepared,
      });
      const toText = (offset: number): number => originOf(executed.text, offset);
      const placed = (reads: readonly ReadQuery[]) => reads.map((read) => ({ ...read, toText }));
      return { kind: statement.kind, queries: placed(inner.queries), checked: placed(inner.checked) };
    }
    case 'delete':
    case 'optimize':
    case 'update':
    case 'merge':
      return running(statement.kind, readingQuery(statement, source.columnsOf(statement.target.name)));
    case 'unknown':
      throw statement.error;
    case 'vacuum':
      source.requireTable(statement.table);
      return checking(statement.kind, []);
    case 'ddl':
      if (statement.subject !== null && changesTable[statement.action])
        source.requireTable(statement.subject);
      return checking(statement.kind, []);
    case 'deallocate':
    case 'utility':
      return checking(statement.kind, []);
  }
}

function running(kind: StatementKind, query: MappedText, functions: readonly string[] = []): ReadQueries {
  return { kind, queries: [{ query, functions, toText: same }], checked: [] };
}

function checking(kind: StatementKind, checked: readonly ReadQuery[]): ReadQueries {
  return { kind, queries: [], checked };
}
