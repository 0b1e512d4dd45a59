import type { DdlAction, DdlStatement, QualifiedName, UtilityStatement } from './statement.js';
import type { TokenCursor } from './statement-cursor.js';
import type { Body } from './statement-read-query.js';

/** First words of a catalog-changing statement, longest first where one begins with another. */
const forms: readonly { readonly words: readonly string[]; readonly action: DdlAction }[] = [
  { words: ['CREATE', 'EXTERNAL', 'TABLE'], action: 'create_table' },
  { words: ['CREATE', 'TABLE'], action: 'create_table' },
  { words: ['CREATE', 'DATABASE'], action: 'create_database' },
  { words: ['CREATE', 'SCHEMA'], action: 'create_database' },
  { words: ['CREATE', 'TEMPORARY', 'FUNCTION'], action: 'create_function' },
  { words: ['CREATE', 'FUNCTION'], action: 'create_function' },
  { words: ['DROP', 'TABLE'], action: 'drop_table' },
  { words: ['DROP', 'VIEW'], action: 'drop_view' },
  { words: ['DROP', 'DATABASE'], action: 'drop_database' },
  { words: ['DROP', 'SCHEMA'], action: 'drop_database' },
  { words: ['ALTER', 'TABLE'], action: 'alter_table' },
  { words: ['ALTER', 'VIEW'], action: 'alter_view' },
  { words: ['ALTER', 'DATABASE'], action: 'alter_database' },
  { words: ['ALTER', 'SCHEMA'], action: 'alter_database' },
  { words: ['MSCK', 'REPAIR', 'TABLE'], action: 'repair_table' },
];

export function startsDdl(cursor: TokenCursor): boolean {
  return forms.some(({ words }) => cursor.isWords(...words));
}

export function readDdl(cursor: TokenCursor): Body<DdlStatement> {
  const form = forms.find(({ words }) => cursor.take(...words));
  if (form === undefined) cursor.fail('TABLE, VIEW or DATABASE');
  cursor.take('IF', 'NOT', 'EXISTS');
  cursor.take('IF', 'EXISTS');
  const subject = cursor.takeQualifiedName('a name');
  if (form.action === 'create_table') checkCreateTable(cursor, subject);
  return { kind: 'ddl', action: form.action, subject };
}

/** A table needs columns, LIKE, or properties: a bare name is a statement that was cut off. */
function checkCreateTable(cursor: TokenCursor, subject: QualifiedName): void {
  if (cursor.atEnd()) cursor.fail(`columns of ${subject.parts.join('.')}`);
  if (cursor.word() === '(') cursor.takeParentheses('with columns');
}

const showForms: ReadonlySet<string> = new Set([
  'COLUMNS',
  'CREATE',
  'DATABASES',
  'SCHEMAS',
  'PARTITIONS',
  'TABLES',
  'TBLPROPERTIES',
  'VIEWS',
  'FUNCTIONS',
  'CATALOGS',
  'STATS',
  'SESSION',
]);

/** SHOW ..., DESCRIBE ... */
export function readUtility(cursor: TokenCursor): Body<UtilityStatement> {
  const first = cursor.word();
  cursor.at += 1;
  if (first !== 'SHOW') {
    if (cursor.atEnd()) cursor.fail('a table or view name');
    return { kind: 'utility', what: 'DESCRIBE' };
  }
  const second = cursor.word();
  if (!showForms.has(second)) cursor.fail('TABLES, COLUMNS, PARTITIONS, ... after SHOW');
  const what = second === 'CREATE' ? `SHOW CREATE ${cursor.word(1)}` : `SHOW ${second}`;
  return { kind: 'utility', what: what.trim() };
}
