import { bigintType, booleanType, varcharType } from './known-types.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';
import { type FunctionTable, scalar, smallInteger } from './scalar-function.js';
import {
  codePointLength,
  hasNoSurrogates,
  isAscii,
  longestText,
  mayReplace,
  sliceCodePoints,
} from './text.js';

/** String functions as in Trino's `StringFunctions`: positions count code points, from 1. */
export const stringFunctions: FunctionTable = {
  length: [scalar(['text'], bigintType, (text) => BigInt(codePointLength(text)))],
  lower: [scalar(['text'], varcharType, (text) => changeCase(text, (part) => part.toLowerCase()))],
  upper: [scalar(['text'], varcharType, (text) => changeCase(text, (part) => part.toUpperCase()))],
  reverse: [scalar(['text'], varcharType, (text) => Array.from(text).reverse().join(''))],
  substr: [
    scalar(['text', 'integer'], varcharType, (text, start) => substring(text, start, null)),
    scalar(['text', 'integer', 'integer'], varcharType, substring),
  ],
  trim: [
    scalar(['text'], varcharType, (text) => trim(text, true, true)),
    scalar(['text', 'text'], varcharType, (text, characters) => trimCharacters(text, characters, true, true)),
  ],
  ltrim: [
    scalar(['text'], varcharType, (text) => trim(text, true, false)),
    scalar(['text', 'text'], varcharType, (text, characters) =>
      trimCharacters(text, characters, true, false),
    ),
  ],
  rtrim: [
    scalar(['text'], varcharType, (text) => trim(text, false, true)),
    scalar(['text', 'text'], varcharType, (text, characters) =>
      trimCharacters(text, characters, false, true),
    ),
  ],
  lpad: [
    scalar(['text', 'integer', 'text'], varcharType, (text, length, padding) =>
      pad(text, length, padding, (filling) => filling + text),
    ),
  ],
  rpad: [
    scalar(['text', 'integer', 'text'], varcharType, (text, length, padding) =>
      pad(text, length, padding, (filling) => text + filling),
    ),
  ],
  replace: [
    scalar(['text', 'text'], varcharType, (text, search) => replaceText(text, search, '')),
    scalar(['text', 'text', 'text'], varcharType, replaceText),
  ],
  strpos: [scalar(['text', 'text'], bigintType, position)],
  starts_with: [scalar(['text', 'text'], booleanType, (text, prefix) => text.startsWith(prefix))],
  split_part: [scalar(['text', 'text', 'integer'], varcharType, splitPart)],
  split: [
    scalar(['text', 'text'], { kind: 'array', element: varcharType }, (text, delimiter) =>
      delimiter === '' ? FAILED : { kind: 'array', elements: text.split(delimiter) },
    ),
  ],
  chr: [scalar(['integer'], varcharType, character)],
  codepoint: [scalar(['text'], { kind: 'integer', bits: 32 }, codePoint)],
};

/** Java maps code points one to one; JavaScript may make one into several (`ß` into `SS`): those are left open. */
function changeCase(text: string, change: (text: string) => string): Outcome {
  if (isAscii(text)) return change(text);
  let result = '';
  for (const part of text) {
    const changed = change(part);
    if (codePointLength(changed) !== 1) return UNKNOWN;
    result += changed;
  }
  return result;
}

/** A negative start counts from the end; a start of 0 or before the text gives an empty text. */
function substring(text: string, start: bigint, length: bigint | null): Outcome {
  if (start === 0n || (length !== null && length <= 0n)) return '';
  const total = BigInt(codePointLength(text));
  const from = start > 0n ? start - 1n : total + start;
  if (from < 0n || from >= total) return '';
  const end = length === null || from + length > total ? total : from + length;
  return sliceCodePoints(text, Number(from), Number(end));
}

/** White space is what Java calls so; beyond ASCII it is left open. */
function trim(text: string, start: boolean, end: boolean): Outcome {
  let from = 0;
  let to = text.length;
  while (start && from < to && isAsciiSpace(text.charCodeAt(from))) from += 1;
  while (end && to > from && isAsciiSpace(text.charCodeAt(to - 1))) to -= 1;
  const rest = text.slice(from, to);
  return isAscii(rest) || !unclearEnds.test(rest) ? rest : UNKNOWN;
}

/** Separators, controls and characters of no kind: perhaps white space. */
const unclearEnds = /^[\p{Z}\p{C}]|[\p{Z}\p{C}]$/u;

function isAsciiSpace(unit: number): boolean {
  return (unit >= 9 && unit <= 13) || (unit >= 28 && unit <= 32);
}

function trimCharacters(text: string, characters: string, start: boolean, end: boolean): string {
  const removed = new Set(characters);
  const parts = Array.from(text);
  let from = 0;
  let to = parts.length;
  while (start && from < to && removed.has(parts[from] ?? '')) from += 1;
  while (end && to > from && removed.has(parts[to - 1] ?? '')) to -= 1;
  return parts.slice(from, to).join('');
}

function pad(text: string, length: bigint, padding: string, join: (filling: string) => string): Outcome {
  if (length < 0n || length > 2_147_483_647n || padding === '') return FAILED;
  if (length > longestText) return UNKNOWN;
  const missing = Number(length) - codePointLength(text);
  if (missing <= 0) return sliceCodePoints(text, 0, Number(length));
  const repeated = padding.repeat(Math.ceil(missing / codePointLength(padding)));
  return join(sliceCodePoints(repeated, 0, missing));
}

/** An empty search puts the replacement before every character and at the end. */
function replaceText(text: string, search: string, replacement: string): Outcome {
  if (!mayReplace(text, replacement)) return UNKNOWN;
  if (search !== '') return text.replaceAll(search, () => replacement);
  return replacement + Array.from(text, (part) => part + replacement).join('');
}

function position(text: string, search: string): Outcome {
  const at = text.indexOf(search);
  return at < 0 ? 0n : BigInt(codePointLength(text.slice(0, at)) + 1);
}

/** Counted from 1; NULL where there are fewer parts. An empty delimiter makes every character a part. */
function splitPart(text: string, delimiter: string, index: bigint): Outcome {
  if (index <= 0n) return FAILED;
  const at = smallInteger(index);
  if (at === null) return UNKNOWN;
  const parts = delimiter === '' ? Array.from(text) : text.split(delimiter);
  return parts[at - 1] ?? null;
}

function character(code: bigint): Outcome {
  if (code < 0n || code > 0x10ffffn) return FAILED;
  const value = Number(code);
  return value >= 0xd800 && value < 0xe000 ? UNKNOWN : String.fromCodePoint(value);
}

function codePoint(text: string): Outcome {
  if (!hasNoSurrogates(text) || text.length !== 1) return UNKNOWN;
  return BigInt(text.charCodeAt(0));
}
