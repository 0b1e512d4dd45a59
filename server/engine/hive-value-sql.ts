import type { Type } from '../../estimator/sql/type.js';
import { duckdbType } from './column-type.js';
import { quoteText } from './quote.js';
import { roundedTimestampSql } from './rounded-timestamp-sql.js';

/** SerDes differ in what they do with a text that is no value of the column's type. */
export type OnBadValue = 'null' | 'error';

const number = String.raw`[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?`;

/** As LazySimpleSerDe and the JSON SerDes read them, with one digit or two of a month. */
const date = String.raw`\d{4}-\d\d?-\d\d?`;
const time = String.raw`\d\d?:\d\d?:\d\d?(\.\d{1,9})?`;

/**
 * SQL that reads a text as a value of a type, as Hive's SerDes do and not as DuckDB's casts: `1e3` is no whole number,
 * `yes` is no boolean. Fails for texts that Athena may or may not read. Rules are those of Trino's decoders (trino-hive-formats, read
 * 2026-11-25), which are made to be like Hive's bug for bug. Null for types that text does not hold.
 */
export function hiveValueSql(text: string, type: Type, onBad: OnBadValue): string | null {
  const bad = onBad === 'null' ? 'NULL' : badValueSql(text, type);
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return text;
    case 'boolean':
      return `CASE WHEN ${text} IS NULL THEN NULL WHEN lower(${text}) = 'true' THEN true WHEN lower(${text}) = 'false' THEN false ELSE ${bad} END`;
    case 'integer':
      return cast(text, type, integerSql(text), String.raw`[-+]?(\d+(\.\d*)?|\.\d*)`, bad);
    case 'real':
    case 'double':
      return floatSql(text, type, bad);
    case 'decimal':
      return cast(text, type, text, number, bad);
    case 'date':
      return dateSql(text, type, bad);
    case 'timestamp':
      return timestampSql(text, type, bad);
    default:
      return null;
  }
}

function badValueSql(text: string, type: Type): string {
  return `error(concat('HIVE_BAD_DATA: Athena cannot read "', left(${text}, 100), '" as ${duckdbType(type)?.toLowerCase() ?? 'its type'}'))`;
}

/** What Athena does is not certain. */
function openValueSql(text: string, type: Type): string {
  return `error(concat('It is not certain whether Athena reads "', left(${text}, 100), '" as ${type.kind}: make the column a string'))`;
}

function cast(text: string, type: Type, value: string, pattern: string, bad: string): string {
  const read = `TRY_CAST(${value} AS ${duckdbType(type)})`;
  return `CASE WHEN ${text} IS NULL THEN NULL WHEN regexp_full_match(${text}, ${quoteText(pattern)}) THEN ${bad === 'NULL' ? read : `coalesce(${read}, ${bad})`} ELSE ${bad} END`;
}

/** The digits before the point; none are 0. */
function integerSql(text: string): string {
  return `regexp_replace(split_part(ltrim(${text}, '+'), '.', 1), '^-?$', '0')`;
}

function floatSql(text: string, type: Type, bad: string): string {
  const name = duckdbType(type);
  const trimmed = `trim(${text})`;
  const digits = `rtrim(${trimmed}, 'fFdD')`;
  // Java reads what is too large as infinite.
  const read = `coalesce(TRY_CAST(${digits} AS ${name}), TRY_CAST(concat(CASE WHEN starts_with(${trimmed}, '-') THEN '-' ELSE '' END, 'inf') AS ${name}))`;
  return `CASE WHEN ${text} IS NULL THEN NULL
    WHEN regexp_full_match(${trimmed}, ${quoteText(`${number}[fFdD]?`)}) THEN ${read}
    WHEN regexp_full_match(${trimmed}, '[-+]?(NaN|Infinity)') THEN TRY_CAST(ltrim(${trimmed}, '+') AS ${name})
    ELSE ${bad} END`;
}

/** Text behind a space is left out. Hive takes days that a month does not have for days of the next, or does not. */
function dateSql(text: string, type: Type, bad: string): string {
  const day = `split_part(trim(${text}), ' ', 1)`;
  return `CASE WHEN ${text} IS NULL THEN NULL
    WHEN regexp_full_match(${day}, ${quoteText(date)}) THEN coalesce(TRY_CAST(${day} AS DATE), ${openValueSql(text, type)})
    ELSE ${bad} END`;
}

function timestampSql(text: string, type: Type, bad: string): string {
  const trimmed = `trim(${text})`;
  const read = roundedTimestampSql(`TRY_CAST(${trimmed} AS TIMESTAMP)`);
  const open = openValueSql(text, type);
  return `CASE WHEN ${text} IS NULL THEN NULL
    WHEN regexp_full_match(${trimmed}, ${quoteText(`${date} ${time}`)}) THEN coalesce(${read}, ${open})
    WHEN regexp_full_match(${trimmed}, ${quoteText(`${date}([T ]${time})?`)}) THEN ${open}
    ELSE ${bad} END`;
}
