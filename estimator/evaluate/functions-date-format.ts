import type { PatternElement } from './date-pattern.js';
import { parseJodaPattern } from './joda-date-pattern.js';
import { timestampType, varcharType, zonedTimestampType } from './known-types.js';
import { parseMysqlPattern } from './mysql-date-pattern.js';
import type { FAILED, Outcome, UNKNOWN } from './outcome.js';
import { printDate } from './print-date.js';
import { readDate } from './read-date.js';
import { type FunctionTable, remember, scalar } from './scalar-function.js';

const mysqlPattern = remember(parseMysqlPattern);
const jodaPattern = remember(parseJodaPattern);

/** Dates printed and read by a pattern: MySQL's (`%Y-%m-%d`) and Joda-Time's (`yyyy-MM-dd`). */
export const dateFormatFunctions: FunctionTable = {
  date_format: [
    scalar(['timestamp', 'text'], varcharType, (value, pattern) =>
      withPattern(mysqlPattern(pattern), (elements) => printDate(elements, value)),
    ),
  ],
  date_parse: [
    scalar(['text', 'text'], timestampType, (text, pattern) =>
      withPattern(mysqlPattern(pattern), (elements) => read(elements, text, false)),
    ),
  ],
  format_datetime: [
    scalar(['timestamp', 'text'], varcharType, (value, pattern) =>
      withPattern(jodaPattern(pattern), (elements) => printDate(elements, value)),
    ),
  ],
  parse_datetime: [
    scalar(['text', 'text'], zonedTimestampType, (text, pattern) =>
      withPattern(jodaPattern(pattern), (elements) => read(elements, text, true)),
    ),
  ],
};

function withPattern(
  elements: readonly PatternElement[] | typeof FAILED | typeof UNKNOWN,
  evaluate: (elements: readonly PatternElement[]) => Outcome,
): Outcome {
  return typeof elements === 'symbol' ? elements : evaluate(elements);
}

function read(elements: readonly PatternElement[], text: string, zoned: boolean): Outcome {
  const micros = readDate(elements, text);
  return typeof micros === 'symbol' ? micros : { kind: 'timestamp', micros, zoned };
}
