import * as v from 'valibot';
import { nearestName } from './nearest-name.js';

/** What a schema calls the things it expects, in words. */
const expectations: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Object: 'a mapping of keys to values',
  Array: 'a list',
  Date: 'a date',
  null: 'nothing',
  undefined: 'nothing',
};

const kinds: Readonly<Record<string, string>> = {
  finite: 'a finite number',
  safe_integer: 'a whole number',
  regex: 'a name of letters, digits, - and _',
};

/** What stands there instead. */
const found: Readonly<Record<string, string>> = {
  Object: 'a mapping',
  Array: 'a list',
  Function: 'a function',
  null: 'nothing',
  undefined: 'nothing',
};

/** What is wrong with a value, in the words of its reader instead of those of the schema; the end of a sentence. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const { type, expected, received } = issue;
  // The library's own messages begin so; others were written for the reader.
  if (!issue.message.startsWith('Invalid ')) return `${issue.message.replace(/\.$/, '')}.`;
  if (type === 'custom') return `${issue.message.replace(/\.$/, '')}.`;
  if (type === 'picklist') return describeChoice(received, choicesIn(expected));
  if (type.endsWith('object') && expected !== 'Object') {
    return expected === 'never' ? 'it is not known.' : 'it is missing.';
  }
  const wanted = kinds[type] ?? (expected === null ? null : describeExpected(expected));
  if (wanted === null) return `${issue.message.replace(/\.$/, '')}.`;
  return `${wanted} was expected, not ${found[received] ?? received}.`;
}

/** The same with the key it is about before it. */
export function describeIssueAt(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? describeIssue(issue) : `${path}: ${describeIssue(issue)}`;
}

function describeChoice(received: string, choices: readonly string[]): string {
  const text = found[received] ?? received.replace(/^"(.*)"$/s, '$1');
  const nearest = nearestName(text, choices);
  return `${text} is none of ${joined(choices, 'and')}.${nearest === null ? '' : ` Did you mean ${nearest}?`}`;
}

/** `(string | Object)`, `>=0`, `Array`. */
function describeExpected(expected: string): string {
  const [, bound] = /^>=?(-?\d+)$/.exec(expected) ?? [];
  if (bound !== undefined) return `a number of at least ${bound}`;
  const words = expected.replace(/^\((.*)\)$/s, '$1').split(' | ');
  return joined(
    words.map((word) => expectations[word] ?? word),
    'or',
  );
}

function choicesIn(expected: string | null): readonly string[] {
  return [...(expected ?? '').matchAll(/"([^"]*)"/g)].map(([, choice = '']) => choice);
}

function joined(words: readonly string[], conjunction: string): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
