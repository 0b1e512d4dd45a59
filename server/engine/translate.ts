import { DryRunError } from '../../estimator/errors.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { checkFaithful } from './dialect/check-faithful.js';

/** Athena's SQL in DuckDB's words; throws `syntax` or `not_faithful`. */
export async function translate(sql: string): Promise<string> {
  const parser = await loadParser();
  checkFaithful(parser.parseQuery(sql));
  const translated = parser.toDuckdb(sql);
  if (translated === null) throw new DryRunError('not_faithful', { what: 'This query' });
  return translated;
}
