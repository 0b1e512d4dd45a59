import type {
  DeallocateStatement,
  ExecuteStatement,
  ExplainStatement,
  PrepareStatement,
  Properties,
  Statement,
} from './statement.js';
import type { TokenCursor } from './statement-cursor.js';
import type { Body } from './statement-read-query.js';

type InnerReader = (cursor: TokenCursor) => Statement;

/** EXPLAIN [ANALYZE [VERBOSE]] [(TYPE type, FORMAT format)] statement */
export function readExplain(cursor: TokenCursor, readInner: InnerReader): Body<ExplainStatement> {
  cursor.take('EXPLAIN');
  const analyze = cursor.take('ANALYZE');
  const options = new Map<string, string>();
  if (analyze && cursor.take('VERBOSE')) options.set('verbose', 'true');
  if (cursor.word() === '(' && ['TYPE', 'FORMAT'].includes(cursor.word(1))) {
    for (const [name, value] of readOptions(cursor)) options.set(name, value);
  }
  return { kind: analyze ? 'explain_analyze' : 'explain', options, statement: readInner(cursor) };
}

function readOptions(cursor: TokenCursor): Properties {
  const inside = cursor.takeParentheses('with options');
  const options = new Map<string, string>();
  do {
    const name = inside.takeName('TYPE or FORMAT');
    options.set(name.toLowerCase(), inside.takeName(`a value of ${name}`).toUpperCase());
  } while (inside.take(','));
  if (!inside.atEnd()) inside.fail(', or )');
  return options;
}

/** PREPARE name FROM statement */
export function readPrepare(cursor: TokenCursor, readInner: InnerReader): Body<PrepareStatement> {
  cursor.take('PREPARE');
  const name = cursor.takeName('a name');
  cursor.expect('FROM', 'PREPARE name');
  return { kind: 'prepare', name, statement: readInner(cursor) };
}

/** EXECUTE name [USING expression, ...] */
export function readExecute(cursor: TokenCursor): Body<ExecuteStatement> {
  cursor.take('EXECUTE');
  const nameSpan = cursor.spanHere();
  const name = cursor.takeName('the name of a prepared statement');
  const parameters = cursor.take('USING') ? cursor.takeList('a value after USING') : [];
  cursor.expectEnd('EXECUTE name');
  return { kind: 'execute', name, nameSpan, parameters };
}

/** DEALLOCATE PREPARE name */
export function readDeallocate(cursor: TokenCursor): Body<DeallocateStatement> {
  cursor.take('DEALLOCATE');
  cursor.expect('PREPARE', 'DEALLOCATE');
  const name = cursor.takeName('the name of a prepared statement');
  cursor.expectEnd('DEALLOCATE PREPARE name');
  return { kind: 'deallocate', name };
}
