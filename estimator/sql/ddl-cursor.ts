import { DryRunError } from '../errors.js';
import type { DdlStatement } from './statement.js';
import { TokenCursor } from './statement-cursor.js';
import { tokenize } from './statement-tokens.js';

/** Reads a DDL statement from its own tokens; positions of errors are moved to the text that it stands in. */
export function readDdlText<Result>(statement: DdlStatement, read: (cursor: TokenCursor) => Result): Result {
  const cursor = new TokenCursor(statement.text, tokenize(statement.text).statements[0]?.tokens ?? []);
  try {
    return read(cursor);
  } catch (error) {
    if (!(error instanceof DryRunError) || error.span === null) throw error;
    const { start, end } = error.span;
    const moved = { start: start + statement.span.start, end: end + statement.span.start };
    throw new DryRunError(error.code, error.data, moved);
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', Z: '\u001a' };

/** A string of Hive: `\t`, `\001`, `\u0001` and `\'` are escapes, doubled quotes are one. */
export function takeHiveString(cursor: TokenCursor, what: string): string {
  return cursor
    .takeString(what)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([0-3][0-7]{2})|([\s\S]))/g, (_match, unicode, octal, other) => {
      if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return escapes[other] ?? other;
    });
}

/** `('name' = 'value', ...)`, as after TBLPROPERTIES and SERDEPROPERTIES. Names are lower case. */
export function takeHiveProperties(cursor: TokenCursor): ReadonlyMap<string, string> {
  const inside = cursor.takeParentheses('with properties');
  const properties = new Map<string, string>();
  while (!inside.atEnd()) {
    const name = takeHiveString(inside, 'the name of a property');
    inside.expect('=', `the property ${name}`);
    properties.set(name.toLowerCase(), takeHiveValue(inside, `a value of ${name}`));
    if (!inside.take(',')) break;
  }
  if (!inside.atEnd()) inside.fail(', or )');
  return properties;
}

/** A string, or a bare number or word. */
export function takeHiveValue(cursor: TokenCursor, what: string): string {
  const kind = cursor.peek()?.kind;
  if (kind === 'string' || kind === 'quoted') return takeHiveString(cursor, what);
  if (kind !== 'number' && kind !== 'word' && cursor.word() !== '-') cursor.fail(what);
  const sign = cursor.take('-') ? '-' : '';
  const value = cursor.written();
  cursor.at += 1;
  return sign + value;
}
