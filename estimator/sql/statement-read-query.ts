import type {
  CreateTableAsStatement,
  CreateViewStatement,
  InsertStatement,
  SelectStatement,
  StatementBase,
  UnloadStatement,
} from './statement.js';
import type { TokenCursor } from './statement-cursor.js';
import { readProperties } from './statement-properties.js';

/** What a reader returns: everything but what is the same for all statements. */
export type Body<S> = S extends unknown ? Omit<S, keyof StatementBase> : never;

const queryStarts: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'VALUES', 'TABLE', '(']);

/** True if a query can begin at the cursor. */
function startsQuery(cursor: TokenCursor): boolean {
  return queryStarts.has(cursor.word());
}

/** [USING EXTERNAL FUNCTION ... [, EXTERNAL FUNCTION ...]] query */
export function readSelect(cursor: TokenCursor): Body<SelectStatement> {
  const functions = cursor.word() === 'USING' ? readExternalFunctions(cursor) : [];
  if (functions.length > 0 && !startsQuery(cursor)) cursor.fail('a query after USING EXTERNAL FUNCTION');
  return { kind: 'select', functions, query: cursor.takeText('a query') };
}

/**
 * USING EXTERNAL FUNCTION name(variable type, ...) RETURNS type LAMBDA 'name', EXTERNAL FUNCTION ...:
 * https://docs.aws.amazon.com/athena/latest/ug/udf-query-syntax.html, read 2026-11-25
 */
function readExternalFunctions(cursor: TokenCursor): readonly string[] {
  const names: string[] = [];
  cursor.take('USING');
  do {
    if (!cursor.take('EXTERNAL', 'FUNCTION')) cursor.fail('EXTERNAL FUNCTION');
    names.push(cursor.takeName('the name of a function').toLowerCase());
    cursor.takeParentheses('with parameters');
    cursor.expect('RETURNS', 'the parameters');
    cursor.at = cursor.find((at) => at.word() === 'LAMBDA');
    cursor.expect('LAMBDA', 'RETURNS type');
    cursor.takeString('the name of a Lambda function');
  } while (cursor.take(','));
  return names;
}

/** CREATE TABLE [IF NOT EXISTS] name [(columns)] [COMMENT '...'] [WITH (...)] AS query [WITH [NO] DATA] */
export function readCreateTableAs(cursor: TokenCursor): Body<CreateTableAsStatement> {
  cursor.take('CREATE', 'TABLE');
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS');
  const table = cursor.takeQualifiedName('a table name');
  const columns = cursor.word() === '(' ? cursor.takeNames('a column name') : [];
  if (cursor.take('COMMENT')) cursor.takeString('a comment');
  const properties = cursor.take('WITH') ? readProperties(cursor) : new Map<string, string>();
  cursor.expect('AS', 'CREATE TABLE');
  if (!startsQuery(cursor)) cursor.fail('a query after AS');
  const noData = endsWith(cursor, ['WITH', 'NO', 'DATA']);
  const tail = noData ? 3 : endsWith(cursor, ['WITH', 'DATA']) ? 2 : 0;
  const query = cursor.takeText('a query', cursor.end - tail);
  return { kind: 'create_table_as', table, ifNotExists, columns, properties, withData: !noData, query };
}

function endsWith(cursor: TokenCursor, words: readonly string[]): boolean {
  const ahead = cursor.end - cursor.at - words.length;
  return ahead >= 0 && words.every((word, index) => cursor.word(ahead + index) === word);
}

/** INSERT INTO name [(columns)] query */
export function readInsert(cursor: TokenCursor): Body<InsertStatement> {
  cursor.take('INSERT');
  cursor.expect('INTO', 'INSERT');
  cursor.take('TABLE');
  const table = cursor.takeQualifiedName('a table name');
  const columns = isColumnList(cursor) ? cursor.takeQualifiedNames('a column name') : [];
  if (!startsQuery(cursor)) cursor.fail('SELECT or VALUES');
  return { kind: 'insert', table, columns, query: cursor.takeText('a query') };
}

/** Tells `(a, b) SELECT` from `(SELECT ...)`. */
function isColumnList(cursor: TokenCursor): boolean {
  const follows = cursor.word(2);
  return cursor.word() === '(' && cursor.isName(1) && (follows === ',' || follows === ')');
}

/** UNLOAD (query) TO 'location' [WITH (...)] */
export function readUnload(cursor: TokenCursor): Body<UnloadStatement> {
  cursor.take('UNLOAD');
  const inside = cursor.takeParentheses('with a query after UNLOAD');
  if (!startsQuery(inside)) inside.fail('a query');
  const query = inside.takeText('a query');
  cursor.expect('TO', 'UNLOAD (...)');
  const location = cursor.takeString("a location 's3://...'");
  const properties = cursor.take('WITH') ? readProperties(cursor) : new Map<string, string>();
  cursor.expectEnd('UNLOAD ... TO ... WITH (...)');
  return { kind: 'unload', location, properties, query };
}

/** CREATE [OR REPLACE] VIEW name [(columns)] [COMMENT '...'] [SECURITY ...] AS query */
export function readCreateView(cursor: TokenCursor): Body<CreateViewStatement> {
  cursor.take('CREATE');
  const orReplace = cursor.take('OR', 'REPLACE');
  cursor.take('PROTECTED');
  cursor.take('MULTI', 'DIALECT');
  cursor.take('VIEW');
  cursor.take('IF', 'NOT', 'EXISTS');
  const view = cursor.takeQualifiedName('a view name');
  const columns = isColumnList(cursor) ? cursor.takeNames('a column name') : [];
  cursor.at = cursor.find((at) => at.word() === 'AS');
  cursor.expect('AS', 'CREATE VIEW');
  if (!startsQuery(cursor)) cursor.fail('a query after AS');
  return { kind: 'create_view', view, orReplace, columns, query: cursor.takeText('a query') };
}
