import { quoteIdentifier, quoteText } from '../quote.js';

/** Where the macros live; no catalog can have a database of this name, since `$` is not allowed in one. */
export const macroSchema = '$athena';

/** What the text of an error of DuckDB starts with where a value has no faithful answer. */
export const unfaithfulPrefix = 'not faithful: ';

function unfaithful(what: string): string {
  return `error(${quoteText(unfaithfulPrefix + what)})`;
}

const isExact = (operand: string): string => `typeof(${operand}) NOT IN ('DOUBLE', 'FLOAT')`;

/** Athena raises "Division by zero" for integers and decimals. */
const divisionByZero = "error('Division by zero')";

const nan = "CAST('NaN' AS DOUBLE)";
const comparedNan = unfaithful('Comparing what is not a number (NaN)');

function divideDoubles(notANumber: string): string {
  return `(a, b) AS CASE WHEN b <> 0 THEN a / b WHEN a > 0 THEN CAST('Infinity' AS DOUBLE)
    WHEN a < 0 THEN CAST('-Infinity' AS DOUBLE) WHEN b = 0 AND a IS NOT NULL THEN ${notANumber} END`;
}

const exactModulo = `WHEN b = 0 AND a IS NOT NULL AND ${isExact('a')} AND ${isExact('b')} THEN ${divisionByZero}`;

/** DuckDB stops at a negative number, here and in a logarithm. */
function squareRoot(notANumber: string): string {
  return `(x) AS CASE WHEN x < 0 THEN ${notANumber} ELSE sqrt(x) END`;
}

function logarithm(notANumber: string): string {
  return `(x) AS CASE WHEN x < 0 THEN ${notANumber} WHEN x = 0 THEN CAST('-Infinity' AS DOUBLE) ELSE ln(x) END`;
}

/** A NULL in an array may make a comparison NULL in Athena. */
function listComparison(operator: '=' | '<>'): string {
  return `(a, b) AS CASE WHEN len(a) > list_count(a) OR len(b) > list_count(b)
    THEN ${unfaithful('Comparing arrays with NULL in them')} ELSE a ${operator} b END`;
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** What Java's `Character.isWhitespace` holds for white: DuckDB trims spaces only. */
const whitespace = [
  ...[9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 0x1680, 0x2028, 0x2029, 0x205f, 0x3000],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2008, 0x2009, 0x200a],
]
  .map((code) => `chr(${code})`)
  .join(' || ');

/** Text that Athena can cast; DuckDB takes more. `fails` is false for TRY_CAST. */
const castable = (type: string, pattern: string): string =>
  `(x, fails) AS CASE WHEN x IS NULL OR regexp_full_match(x, ${quoteText(pattern)}) THEN x
     WHEN fails THEN error('Cannot cast ''' || x || ''' to ${type}') END`;

const date = '\\d{4}-\\d{1,2}-\\d{1,2}';

/** The digits of a decimal as one whole number, its point left out. */
const unscaled = (operand: string): string =>
  `CAST(replace(CAST(${operand} AS VARCHAR), '.', '') AS HUGEINT)`;

/** Athena's functions that DuckDB has not, or has with another meaning, as DuckDB macros. */
const macros: Readonly<Record<string, string>> = {
  divide: `(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN ${divisionByZero} ELSE a / b END`,
  divide_double: divideDoubles(nan),
  divide_double_compared: divideDoubles(comparedNan),
  // Rounds half up, away from zero; as text, since the type of the result is the caller's.
  divide_decimal: `(a, b, factor, one, scale) AS CASE WHEN b = 0 AND a IS NOT NULL THEN ${divisionByZero} ELSE
    CASE WHEN (a < 0) <> (b < 0) THEN '-' ELSE '' END || ${quoteIdentifier(macroSchema)}.decimal_text(
      (2 * abs(${unscaled('a')} * factor) + abs(${unscaled('b')})) // (2 * abs(${unscaled('b')})), one, scale) END`,
  decimal_text: `(n, one, scale) AS CAST(n // one AS VARCHAR) || '.' || lpad(CAST(n % one AS VARCHAR), scale, '0')`,
  modulo: `(a, b) AS CASE ${exactModulo} ELSE a % b END`,
  modulo_compared: `(a, b) AS CASE ${exactModulo} WHEN b = 0 AND a IS NOT NULL THEN ${comparedNan} ELSE a % b END`,
  plus: `(a, b) AS CASE WHEN 'DATE' IN (typeof(a), typeof(b)) THEN ${unfaithful('Adding a number to a date')} ELSE a + b END`,
  minus: `(a, b) AS CASE WHEN typeof(a) = 'DATE' THEN ${unfaithful('Subtracting from a date')} ELSE a - b END`,
  // DuckDB's own skip NULLs; Athena's give NULL.
  concat: [2, 3, 4, 5, 6, 7, 8]
    .map((count) => letters.slice(0, count))
    .map((names) => `(${names.join(', ')}) AS ${names.join(' || ')}`)
    .join(', '),
  greatest: '(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN a > b THEN a ELSE b END',
  least: '(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN a < b THEN a ELSE b END',
  sqrt: squareRoot(nan),
  sqrt_compared: squareRoot(comparedNan),
  ln: logarithm(nan),
  ln_compared: logarithm(comparedNan),
  finite: '(x) AS CASE WHEN isfinite(x) THEN x END',
  if_true: '(x) AS CASE WHEN x THEN 1 END',
  equal_lists: listComparison('='),
  unequal_lists: listComparison('<>'),
  contains:
    '(a, x) AS CASE WHEN list_contains(a, x) THEN true WHEN x IS NULL OR len(a) > list_count(a) THEN NULL ELSE list_contains(a, x) END',
  array_at: `(a, i) AS CASE WHEN i = 0 THEN error('SQL array indices start at 1')
    WHEN i < 0 THEN error('Array subscript is negative: ' || i)
    WHEN i > len(a) THEN error('Array subscript must be less than or equal to array length: ' || i || ' > ' || len(a))
    ELSE list_extract(a, i) END`,
  map_at: `(m, k) AS CASE WHEN m IS NOT NULL AND NOT map_contains(m, k) THEN error('Key not present in map: ' || k)
    ELSE map_extract_value(m, k) END`,
  trim: `(x) AS trim(x, ${whitespace})`,
  ltrim: `(x) AS ltrim(x, ${whitespace})`,
  rtrim: `(x) AS rtrim(x, ${whitespace})`,
  // DuckDB keeps a letter and its accents together.
  reverse: `(x) AS CASE WHEN strlen(x) <> length(x) THEN ${unfaithful('reverse of text that is not ASCII')} ELSE reverse(x) END`,
  upper: `(x) AS CASE WHEN contains(x, 'ß') THEN ${unfaithful('upper of a text with ß')} ELSE upper(x) END`,
  replace: `(a, b, c) AS CASE WHEN b = '' THEN ${unfaithful('replace of an empty text')} ELSE replace(a, b, c) END`,
  split_part: `(x, d, n) AS CASE WHEN d = '' THEN ${unfaithful('split_part at an empty text')}
    WHEN n < 1 THEN error('Index must be greater than zero') ELSE list_extract(string_split(x, d), n) END`,
  // Counting from 0, or from before the start, gives nothing.
  substring: `(x, i) AS CASE WHEN x IS NOT NULL AND (i = 0 OR -i > length(x)) THEN '' ELSE substring(x, i) END,
    (x, i, n) AS CASE WHEN x IS NOT NULL AND (i = 0 OR -i > length(x) OR n <= 0) THEN '' ELSE substring(x, i, n) END`,
  // Athena's classes hold the letters and digits of all scripts, and its `$` stands before a last line feed too.
  regexp_text: `(x, ascii, line) AS CASE WHEN ascii AND strlen(x) <> length(x)
      THEN ${unfaithful('This regular expression on text that is not ASCII')}
    WHEN line AND contains(x, chr(10)) THEN ${unfaithful('This regular expression on text of several lines')} ELSE x END`,
  parsed_text: `(x, form) AS CASE WHEN x IS NULL OR regexp_full_match(x, form) THEN x
    ELSE ${unfaithful('date_parse of a text that is written otherwise than its pattern')} END`,
  date_add_millisecond: '(n, x) AS x + to_microseconds(1000 * CAST(n AS BIGINT))',
  date_add_second: '(n, x) AS x + to_seconds(n)',
  date_add_minute: '(n, x) AS x + to_minutes(CAST(n AS BIGINT))',
  date_add_hour: '(n, x) AS x + to_hours(CAST(n AS BIGINT))',
  date_add_day: '(n, x) AS x + to_days(CAST(n AS INTEGER))',
  date_add_week: '(n, x) AS x + to_days(CAST(7 * CAST(n AS BIGINT) AS INTEGER))',
  date_add_month: '(n, x) AS x + to_months(CAST(n AS INTEGER))',
  date_add_quarter: '(n, x) AS x + to_months(CAST(3 * CAST(n AS BIGINT) AS INTEGER))',
  date_add_year: '(n, x) AS x + to_years(CAST(n AS INTEGER))',
  text_of_timestamp: "(x) AS strftime(x, '%Y-%m-%d %H:%M:%S.%g')",
  date_text: castable('date', `\\s*${date}\\s*`),
  timestamp_text: castable('timestamp', `\\s*${date}( \\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?)?\\s*`),
  integer_text: castable('an integer type', '[+-]?\\d+'),
  decimal_text_in: castable('decimal', '[+-]?(\\d+(\\.\\d*)?|\\.\\d+)'),
  double_text: castable('double', '\\s*[+-]?((\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?|Infinity|NaN)\\s*'),
  boolean_text: castable('boolean', '(?i)t|true|1|f|false|0'),
};

/** Macros that give NaN, and the one that stops instead. */
export const comparedMacros: Readonly<Record<string, string>> = {
  divide_double: 'divide_double_compared',
  modulo: 'modulo_compared',
  sqrt: 'sqrt_compared',
  ln: 'ln_compared',
};

/** Names of all macros. */
export const macroNames: ReadonlySet<string> = new Set(Object.keys(macros));

/** The statements that make the schema and the macros. */
export function macroStatements(): readonly string[] {
  const schema = quoteIdentifier(macroSchema);
  return [
    `CREATE SCHEMA ${schema}`,
    ...Object.entries(macros).map(([name, body]) => `CREATE MACRO ${schema}.${quoteIdentifier(name)}${body}`),
  ];
}
