import type {
  Assignment,
  DeleteStatement,
  MergeClause,
  MergeStatement,
  OptimizeStatement,
  TargetTable,
  UpdateStatement,
  VacuumStatement,
} from './statement.js';
import type { TokenCursor } from './statement-cursor.js';
import type { Body } from './statement-read-query.js';
import { cutText, type MappedText } from './statement-text.js';

/** DELETE FROM table [WHERE condition] */
export function readDelete(cursor: TokenCursor): Body<DeleteStatement> {
  cursor.take('DELETE');
  cursor.expect('FROM', 'DELETE');
  const target = readTarget(cursor);
  return { kind: 'delete', target, where: readWhere(cursor) };
}

/** UPDATE table SET column = value, ... [WHERE condition] */
export function readUpdate(cursor: TokenCursor): Body<UpdateStatement> {
  cursor.take('UPDATE');
  const target = readTarget(cursor);
  cursor.expect('SET', 'UPDATE table');
  const end = cursor.find((at) => at.word() === 'WHERE');
  const assignments = readAssignments(cursor, end);
  return { kind: 'update', target, assignments, where: readWhere(cursor) };
}

/** MERGE INTO table USING source ON condition WHEN [NOT] MATCHED [AND condition] THEN action ... */
export function readMerge(cursor: TokenCursor): Body<MergeStatement> {
  cursor.take('MERGE');
  cursor.expect('INTO', 'MERGE');
  const target = readTarget(cursor);
  cursor.expect('USING', 'MERGE INTO table');
  const source = cursor.takeText(
    'a table or (query) after USING',
    cursor.find((at) => at.word() === 'ON'),
  );
  cursor.expect('ON', 'USING ...');
  const condition = cursor.takeText('a condition after ON', cursor.find(isMergeClause));
  const clauses: MergeClause[] = [];
  while (!cursor.atEnd()) clauses.push(readMergeClause(cursor));
  if (clauses.length === 0) cursor.fail('WHEN [NOT] MATCHED ... THEN');
  return { kind: 'merge', target, source, condition, clauses };
}

/** WHEN stands in CASE as well, but never before [NOT] MATCHED. */
function isMergeClause(cursor: TokenCursor): boolean {
  return cursor.isWords('WHEN', 'MATCHED') || cursor.isWords('WHEN', 'NOT', 'MATCHED');
}

function readMergeClause(cursor: TokenCursor): MergeClause {
  if (!cursor.take('WHEN')) cursor.fail('WHEN [NOT] MATCHED');
  const matched = !cursor.take('NOT');
  cursor.expect('MATCHED', 'WHEN');
  const condition = cursor.take('AND')
    ? cursor.takeText(
        'a condition after AND',
        cursor.find((at) => at.word() === 'THEN'),
      )
    : null;
  cursor.expect('THEN', 'WHEN ...');
  const clause = { matched, condition, assignments: [], values: [] };
  if (cursor.take('DELETE')) return { ...clause, action: 'delete' };
  if (cursor.take('DO', 'NOTHING')) return { ...clause, action: 'nothing' };
  if (cursor.take('UPDATE', 'SET')) {
    const assignments = readAssignments(cursor, cursor.find(isMergeClause));
    return { ...clause, action: 'update', assignments };
  }
  if (!cursor.take('INSERT')) cursor.fail('UPDATE SET, INSERT or DELETE after THEN');
  if (cursor.word() === '(') cursor.takeParentheses('with column names');
  cursor.expect('VALUES', 'INSERT');
  const values = cursor.takeParentheses('with values').takeList('a value');
  return { ...clause, action: 'insert', values };
}

/** OPTIMIZE table REWRITE DATA USING BIN_PACK [WHERE condition] */
export function readOptimize(cursor: TokenCursor): Body<OptimizeStatement> {
  cursor.take('OPTIMIZE');
  const target = readTarget(cursor);
  if (!cursor.take('REWRITE', 'DATA', 'USING', 'BIN_PACK')) cursor.fail('REWRITE DATA USING BIN_PACK');
  return { kind: 'optimize', target, where: readWhere(cursor) };
}

/** VACUUM table */
export function readVacuum(cursor: TokenCursor): Body<VacuumStatement> {
  cursor.take('VACUUM');
  const table = cursor.takeQualifiedName('a table name');
  cursor.expectEnd('VACUUM table');
  return { kind: 'vacuum', table };
}

const afterTarget: ReadonlySet<string> = new Set(['SET', 'USING', 'WHERE', 'REWRITE']);

function readTarget(cursor: TokenCursor): TargetTable {
  const name = cursor.takeQualifiedName('a table name');
  let calledAs = name.parts.at(-1) ?? '';
  if (cursor.take('AS')) calledAs = cursor.takeName('an alias after AS');
  else if (cursor.isName() && !afterTarget.has(cursor.word())) calledAs = cursor.takeName('an alias');
  const end = cursor.tokens[cursor.at - 1]?.end ?? name.span.end;
  return { name, calledAs, text: cutText(cursor.source, { start: name.span.start, end }) };
}

function readWhere(cursor: TokenCursor): MappedText | null {
  if (cursor.atEnd()) return null;
  cursor.expect('WHERE', 'the table');
  return cursor.takeText('a condition after WHERE');
}

function readAssignments(cursor: TokenCursor, end: number): Assignment[] {
  const assignments: Assignment[] = [];
  do {
    const { parts, span } = cursor.takeQualifiedName('a column name');
    const column = parts.at(-1) ?? '';
    cursor.expect('=', column);
    const comma = cursor.find((at) => at.word() === ',');
    assignments.push({ column, span, value: cursor.takeText(`a value of ${column}`, Math.min(comma, end)) });
  } while (cursor.take(','));
  if (cursor.at < end) cursor.fail(', or the end of the assignments');
  return assignments;
}
