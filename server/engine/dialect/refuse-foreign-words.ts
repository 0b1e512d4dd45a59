import { DryRunError } from '../../../estimator/errors.js';
import type { Span } from '../../../estimator/sql/span.js';
import { tokenize } from '../../../estimator/sql/statement-tokens.js';

/**
 * Throws `not_faithful` for words that the parser library takes for something else than Athena does: `0x1F` for `0 AS
 * x1F`, `5.` for a whole number, `x ISNULL` for a condition where it is a name, and types that Athena has not.
 */
export function refuseForeignWords(sql: string): void {
  const tokens = tokenize(sql).statements.flatMap((statement) => statement.tokens);
  const word = (index: number): string => {
    const token = tokens[index];
    return token === undefined ? '' : sql.slice(token.start, token.end).toLowerCase();
  };
  // For each open parenthesis, whether it is that of a cast.
  const casts: boolean[] = [];
  tokens.forEach(({ kind, start, end }, index) => {
    const span = { start, end };
    const text = word(index);
    if (kind === 'number' && !plainNumber.test(text)) throw refuse(`The number ${text}`, span);
    if (kind !== 'word' && kind !== 'symbol') return;
    if (text === '(') casts.push(castWords.has(word(index - 1)));
    if (text === ')') casts.pop();
    if (text === 'isnull' || text === 'notnull') throw refuse(text.toUpperCase(), span);
    if (word(index - 1) === 'as' && casts.at(-1) === true && kind === 'word' && !types.has(text))
      throw refuse(`A cast to ${text}`, span);
  });
}

const plainNumber = /^\d[\d_]*(?:\.\d+)?(?:e\d*)?$/;

const castWords: ReadonlySet<string> = new Set(['cast', 'try_cast']);

/** First words of the types that values are cast to here. */
const types: ReadonlySet<string> = new Set([
  ...['boolean', 'tinyint', 'smallint', 'integer', 'int', 'bigint', 'real', 'double', 'decimal'],
  ...['varchar', 'date', 'timestamp'],
  // Refused with a reason of their own.
  ...['char', 'varbinary', 'json', 'time', 'array', 'map', 'row', 'interval', 'uuid', 'ipaddress'],
]);

function refuse(what: string, span: Span): DryRunError {
  return new DryRunError('not_faithful', { what }, span);
}
