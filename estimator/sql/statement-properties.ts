import type { Properties } from './statement.js';
import type { TokenCursor } from './statement-cursor.js';
import { unquote } from './statement-cursor.js';

/** Reads `(name = value, 'name' = 'value', ...)`, as after WITH and TBLPROPERTIES. */
export function readProperties(cursor: TokenCursor): Properties {
  const inside = cursor.takeParentheses('with properties');
  const properties = new Map<string, string>();
  while (!inside.atEnd()) {
    const name = readPropertyName(inside);
    inside.expect('=', `the property ${name}`);
    const value = inside.takeText(
      `a value of ${name}`,
      inside.find((at) => at.word() === ','),
    );
    properties.set(name.toLowerCase(), unquote(value.text));
    if (!inside.take(',')) break;
  }
  if (!inside.atEnd()) inside.fail(', or )');
  return properties;
}

function readPropertyName(cursor: TokenCursor): string {
  if (cursor.peek()?.kind === 'string') return cursor.takeString('the name of a property');
  return cursor.takeQualifiedName('the name of a property').parts.join('.');
}
