import { DryRunError } from '../../../estimator/errors.js';
import type { JsonObject } from '../lossless-json.js';
import { duckdbPattern } from './duckdb-pattern.js';
import { functionCall, macroCall, textConstant } from './tree-nodes.js';

/**
 * `date_parse` for patterns of numbers. DuckDB starts from 1900 where Athena's library starts from 1970, or from 2000 if
 * the first field is a month or a day: a text without a year is refused. Both take spaces, signs and other numbers of
 * digits, not always the same ones: a text of another form than the pattern's is refused when it comes.
 */
export function parseDate(text: JsonObject, pattern: string): JsonObject {
  if (!pattern.includes('%Y')) {
    throw new DryRunError('not_faithful', { what: 'date_parse of a text without a year (%Y)' });
  }
  const checked = macroCall('parsed_text', [text, textConstant(formOf(pattern))]);
  return functionCall('strptime', [checked, textConstant(duckdbPattern(pattern))]);
}

/** A regular expression for the texts that both read alike. */
function formOf(pattern: string): string {
  const elements = pattern.match(/%?./gs) ?? [];
  return elements
    .map((element, index) => {
      if (element === '%Y') return '\\d{4}';
      if (!element.startsWith('%')) return element.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
      const touches = [elements[index - 1], elements[index + 1]].some((other) => /^[%\d]/.test(other ?? ''));
      return touches ? '\\d{2}' : '\\d{1,2}';
    })
    .join('');
}
