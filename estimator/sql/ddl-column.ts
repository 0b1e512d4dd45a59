import type { ColumnDefinition } from './ddl.js';
import { takeHiveString } from './ddl-cursor.js';
import type { TokenCursor } from './statement-cursor.js';
import { parseType } from './type.js';

/** `(name type [NOT NULL] [COMMENT '...'], ...)` */
export function takeColumns(cursor: TokenCursor): readonly ColumnDefinition[] {
  const inside = cursor.takeParentheses('with columns');
  const columns: ColumnDefinition[] = [];
  while (!inside.atEnd()) {
    columns.push(takeColumn(inside));
    if (!inside.take(',')) break;
  }
  if (!inside.atEnd()) inside.fail(', or ) after a column');
  return columns;
}

export function takeColumn(cursor: TokenCursor): ColumnDefinition {
  const name = cursor.takeName('a column name');
  cursor.take(':');
  const words: string[] = [];
  let depth = 0;
  for (; !cursor.atEnd(); cursor.at += 1) {
    const word = cursor.word();
    if (depth === 0 && (word === ',' || word === 'COMMENT' || cursor.isWords('NOT', 'NULL'))) break;
    if (word === '<' || word === '(') depth += 1;
    if (word === '>' || word === ')') depth -= 1;
    if (word === 'COMMENT' && cursor.peek(1)?.kind === 'string') cursor.at += 1;
    else words.push(cursor.written());
  }
  if (words.length === 0) cursor.fail(`a type of column ${name}`);
  cursor.take('NOT', 'NULL');
  const comment = cursor.take('COMMENT') ? takeHiveString(cursor, `a comment of column ${name}`) : null;
  return { name: name.toLowerCase(), type: parseType(words.join(' ')), comment };
}
