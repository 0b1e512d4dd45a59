import { countOf } from '../count-of.js';
import { DryRunError } from '../errors.js';
import type { ExecuteStatement, PrepareStatement, Statement } from './statement.js';
import { splitStatements } from './statement-split.js';
import { cutText, joinTexts, type MappedText, type OwnText } from './statement-text.js';
import { tokenize } from './statement-tokens.js';

/** A prepared statement with its parameters filled in. */
export interface ExecutedStatement {
  /** Its positions are offsets in `text.text`. */
  readonly statement: Statement;
  /** Where each piece of the filled text stands in `source`: in PREPARE, or behind USING. */
  readonly text: MappedText;
}

/**
 * What an EXECUTE runs: the last PREPARE of that name among the statements before it, with the expressions of
 * USING in the place of its question marks. Statements prepared elsewhere are not known here: throws
 * `unsupported_statement`. Throws `syntax` where the number of parameters is another. `source` is the text that was
 * split.
 */
export function executedStatement(
  execute: ExecuteStatement,
  before: readonly Statement[],
  source: string,
): ExecutedStatement {
  const prepared = findPrepared(execute.name, before);
  if (prepared === null) {
    const what = `EXECUTE ${execute.name}, which no PREPARE before it in the text prepares,`;
    throw new DryRunError('unsupported_statement', { what }, execute.nameSpan);
  }
  const text = fillQuestionMarks(prepared.statement, execute, source);
  const [statement] = splitStatements(text.text);
  if (statement === undefined) throw new DryRunError('empty_input', {}, execute.nameSpan);
  return { statement, text };
}

function findPrepared(name: string, before: readonly Statement[]): PrepareStatement | null {
  let found: PrepareStatement | null = null;
  for (const statement of before) {
    if (statement.kind !== 'prepare' && statement.kind !== 'deallocate') continue;
    if (statement.name.toLowerCase() !== name.toLowerCase()) continue;
    found = statement.kind === 'prepare' ? statement : null;
  }
  return found;
}

function fillQuestionMarks(prepared: Statement, execute: ExecuteStatement, source: string): MappedText {
  const { span, text } = prepared;
  const marks = (tokenize(text).statements[0]?.tokens ?? []).filter(
    ({ kind, start }) => kind === 'symbol' && text[start] === '?',
  );
  const { parameters, nameSpan } = execute;
  if (marks.length !== parameters.length) {
    const detail = `${execute.name} has ${countOf(marks.length, 'parameter')}, but EXECUTE gives ${parameters.length}`;
    throw new DryRunError('syntax', { detail }, nameSpan);
  }
  const parts: (MappedText | OwnText)[] = [];
  let copied = span.start;
  marks.forEach((mark, index) => {
    const parameter = parameters[index];
    if (parameter === undefined) return;
    const at = span.start + mark.start;
    parts.push(cutText(source, { start: copied, end: at }), { text: '(', origin: at }, parameter, {
      text: ')',
      origin: at,
    });
    copied = at + 1;
  });
  parts.push(cutText(source, { start: copied, end: span.end }));
  return joinTexts(parts);
}
