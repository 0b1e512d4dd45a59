import type { StatementKind } from '../report.js';
import type { Statement } from './statement.js';
import { executedStatement } from './statement-execute.js';
import { joinTexts, type MappedText, type OwnText, originOf } from './statement-text.js';

/** A query whose tables a statement reads. */
export interface ReadQuery {
  readonly query: MappedText;
  /** From an offset in the text that the statement was split from to one in the whole text. */
  readonly toText: (offset: number) => number;
}

export interface ReadQueries {
  /** The kind that is billed: EXECUTE is billed as what it runs. */
  readonly kind: StatementKind;
  readonly queries: readonly ReadQuery[];
}

const same = (offset: number): number => offset;

/** The queries that a statement makes Athena run. DDL and utilities have none; throws the error of a broken statement. */
export function readQueriesOf(statement: Statement, all: readonly Statement[], source: string): ReadQueries {
  switch (statement.kind) {
    case 'select':
    case 'insert':
    case 'unload':
      return one(statement.kind, statement.query);
    case 'create_table_as':
      return statement.withData
        ? one(statement.kind, statement.query)
        : { kind: statement.kind, queries: [] };
    case 'explain_analyze':
      return { ...readQueriesOf(statement.statement, all, source), kind: statement.kind };
    case 'execute': {
      const before = all.slice(0, all.indexOf(statement));
      const executed = executedStatement(statement, before, source);
      const inner = readQueriesOf(executed.statement, [], executed.text.text);
      const toText = (offset: number): number => originOf(executed.text, offset);
      return { kind: statement.kind, queries: inner.queries.map((read) => ({ ...read, toText })) };
    }
    case 'delete':
    case 'optimize':
      return one(statement.kind, targetQuery(statement.target.text, statement.where));
    case 'update':
      return one(statement.kind, targetQuery(statement.target.text, statement.where));
    case 'merge':
      return one(
        statement.kind,
        joinTexts([
          own('SELECT * FROM ', statement.span.start),
          statement.target.text,
          own(' LEFT JOIN ', statement.span.start),
          statement.source,
          own(' ON ', statement.span.start),
          statement.condition,
        ]),
      );
    case 'unknown':
      throw statement.error;
    case 'create_view':
    case 'explain':
    case 'prepare':
    case 'deallocate':
    case 'vacuum':
    case 'ddl':
    case 'utility':
      return { kind: statement.kind, queries: [] };
  }
}

function one(kind: StatementKind, query: MappedText): ReadQueries {
  return { kind, queries: [{ query, toText: same }] };
}

/** DELETE, UPDATE and OPTIMIZE rewrite whole rows of the files that hold a matching row. */
function targetQuery(target: MappedText, where: MappedText | null): MappedText {
  const start = target.pieces[0]?.origin ?? 0;
  const parts: (MappedText | OwnText)[] = [own('SELECT * FROM ', start), target];
  return joinTexts(where === null ? parts : [...parts, own(' WHERE ', start), where]);
}

function own(text: string, origin: number): OwnText {
  return { text, origin };
}
