import { DryRunError } from '../../../estimator/errors.js';
import type { JsonObject } from '../lossless-json.js';
import { dateUnit } from './date-unit.js';
import { duckdbPattern } from './duckdb-pattern.js';
import { guardText } from './guard-text.js';
import { parseDate } from './parse-date.js';
import { readPattern } from './read-pattern.js';
import {
  castCall,
  constantText,
  functionCall,
  integerConstant,
  macroCall,
  simpleType,
  textConstant,
} from './tree-nodes.js';

/** Writes a call of a function of Athena in DuckDB's words. Throws `not_faithful` where there are none. */
type AthenaCall = (children: readonly JsonObject[]) => JsonObject;

/** Athena's scalar functions, but those that the grammar knows (`trim(x FROM y)`, `if`, `coalesce`). */
export const athenaCalls: Readonly<Record<string, AthenaCall>> = {
  abs: native('abs'),
  cardinality: native('array_length'),
  ceil: native('ceil'),
  ceiling: native('ceil'),
  concat: macro('concat'),
  contains: macro('contains'),
  date: one('date', (value) => castCall(value, simpleType('DATE'))),
  date_add: three('date_add', (unit, count, value) =>
    macroCall(`date_add_${dateUnit(unit)}`, [count, value]),
  ),
  // DuckDB's `date_diff` counts boundaries that are passed, Athena's counts whole units.
  date_diff: three('date_diff', (unit, start, end) =>
    functionCall('date_sub', [textConstant(dateUnit(unit)), start, end]),
  ),
  date_format: two('date_format', (value, pattern) =>
    functionCall('strftime', [value, textConstant(duckdbPattern(writtenIn('date_format', pattern)))]),
  ),
  date_parse: two('date_parse', (text, pattern) => parseDate(text, writtenIn('date_parse', pattern))),
  date_trunc: two('date_trunc', (unit, value) =>
    functionCall('date_trunc', [textConstant(dateUnit(unit)), value]),
  ),
  day: native('day'),
  day_of_month: native('day'),
  day_of_week: native('isodow'),
  day_of_year: native('dayofyear'),
  dow: native('isodow'),
  doy: native('dayofyear'),
  exp: native('exp'),
  floor: native('floor'),
  from_unixtime: one('from_unixtime', (seconds) => functionCall('to_timestamp', [seconds])),
  greatest: macro('greatest'),
  hour: native('hour'),
  least: macro('least'),
  length: native('length'),
  ln: macro('ln'),
  lower: native('lower'),
  ltrim: trimmed('ltrim'),
  minute: native('minute'),
  mod: macro('modulo'),
  month: native('month'),
  pow: native('power'),
  power: native('power'),
  quarter: native('quarter'),
  regexp_extract: extractMatch,
  regexp_like: two('regexp_like', (text, pattern) => {
    readPattern(writtenIn('regexp_like', pattern));
    return functionCall('regexp_matches', [guardText(text, writtenIn('regexp_like', pattern)), pattern]);
  }),
  regexp_replace: replaceMatches,
  replace: macro('replace'),
  reverse: macro('reverse'),
  round: native('round'),
  rtrim: trimmed('rtrim'),
  sign: native('sign'),
  split: native('string_split'),
  split_part: macro('split_part'),
  sqrt: macro('sqrt'),
  starts_with: native('starts_with'),
  strpos: native('strpos'),
  substr: macro('substring'),
  substring: macro('substring'),
  to_unixtime: native('epoch'),
  trim: trimmed('trim'),
  upper: macro('upper'),
  week: native('week'),
  week_of_year: native('week'),
  year: native('year'),
};

/** Aggregate functions that the parser library would wrap in casts, by DuckDB's name. */
export const athenaAggregates: Readonly<Record<string, string>> = {
  bool_and: 'bool_and',
  bool_or: 'bool_or',
  every: 'bool_and',
};

function extractMatch([text, pattern, ...group]: readonly JsonObject[]): JsonObject {
  if (text === undefined || pattern === undefined || group.length > 1) throw refuse('regexp_extract');
  const written = writtenIn('regexp_extract', pattern);
  readPattern(written);
  const found = functionCall('regexp_extract_all', [guardText(text, written), pattern, ...group]);
  return functionCall('list_extract', [found, integerConstant(1)]);
}

/** Matches of nothing are counted otherwise. */
function replaceMatches([text, pattern, replacement]: readonly JsonObject[]): JsonObject {
  if (text === undefined || pattern === undefined) throw refuse('regexp_replace');
  const written = writtenIn('regexp_replace', pattern);
  const { groups, canBeEmpty } = readPattern(written);
  if (canBeEmpty)
    throw new DryRunError('not_faithful', { what: `regexp_replace of '${written}', which may be nothing,` });
  const by = replacement === undefined ? '' : writtenIn('regexp_replace', replacement);
  const references = by.match(/\$\d*/g) ?? [];
  const areKnown = references.every(
    (reference) => /^\$\d$/.test(reference) && Number(reference.slice(1)) <= groups,
  );
  if (!areKnown || by.includes('\\')) throw refuse('regexp_replace');
  return functionCall('regexp_replace', [
    guardText(text, written),
    pattern,
    textConstant(by.replace(/\$(\d)/g, '\\$1')),
    textConstant('g'),
  ]);
}

function native(name: string): AthenaCall {
  return (children) => functionCall(name, children);
}

function macro(name: string): AthenaCall {
  return (children) => macroCall(name, children);
}

function trimmed(name: string): AthenaCall {
  return (children) => (children.length === 1 ? macroCall(name, children) : functionCall(name, children));
}

function one(name: string, write: (only: JsonObject) => JsonObject): AthenaCall {
  return ([only, ...others]) => {
    if (only === undefined || others.length > 0) throw refuse(name);
    return write(only);
  };
}

function two(name: string, write: (first: JsonObject, second: JsonObject) => JsonObject): AthenaCall {
  return ([first, second, ...others]) => {
    if (first === undefined || second === undefined || others.length > 0) throw refuse(name);
    return write(first, second);
  };
}

function three(
  name: string,
  write: (first: JsonObject, second: JsonObject, third: JsonObject) => JsonObject,
): AthenaCall {
  return ([first, second, third, ...others]) => {
    if (first === undefined || second === undefined || third === undefined || others.length > 0)
      throw refuse(name);
    return write(first, second, third);
  };
}

/** A pattern decides what is written: it must be a constant. */
function writtenIn(name: string, node: JsonObject): string {
  const text = constantText(node);
  if (text === null) throw refuse(name);
  return text;
}

function refuse(name: string): DryRunError {
  return new DryRunError('not_faithful', { what: `This use of ${name}` });
}
