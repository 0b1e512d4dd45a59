import { DryRunError } from '../../estimator/errors.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { checkFaithful } from './dialect/check-faithful.js';
import { maskFunctions } from './dialect/mask-functions.js';
import { refuseForeignWords } from './dialect/refuse-foreign-words.js';
import { spanOfUnfaithful } from './dialect/span-of-unfaithful.js';

/** Athena's SQL in DuckDB's words; throws `syntax` or `not_faithful`. */
export async function translate(sql: string): Promise<string> {
  const parser = await loadParser();
  const query = parser.parseQuery(sql);
  try {
    checkFaithful(query);
  } catch (error) {
    if (!(error instanceof DryRunError) || !('what' in error.data)) throw error;
    throw new DryRunError(error.code, error.data, spanOfUnfaithful(sql, error.data.what));
  }
  refuseForeignWords(sql);
  const translated = parser.toDuckdb(maskFunctions(sql));
  if (translated === null) throw new DryRunError('not_faithful', { what: 'This query' });
  return translated;
}
