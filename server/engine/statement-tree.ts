import type { DuckDBConnection } from '@duckdb/node-api';
import { DryRunError } from '../../estimator/errors.js';
import {
  isJsonObject,
  type JsonObject,
  nodesOf,
  parseLosslessJson,
  writeLosslessJson,
} from './lossless-json.js';
import { unreadable } from './query-error.js';

/**
 * DuckDB's own syntax tree of one SELECT. Throws `forbidden` for everything that is not one SELECT (COPY, SET, ATTACH,
 * EXPLAIN, several statements, ...) and `not_faithful` for text that it does not read.
 */
export async function readStatementTree(connection: DuckDBConnection, sql: string): Promise<JsonObject> {
  const result = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [sql]);
  const answer = parseLosslessJson(String(result.getRows()[0]?.[0]));
  if (!isJsonObject(answer)) throw new DryRunError('internal', { detail: 'the statement has no tree' });
  if (answer['error'] === true) {
    const detail = String(answer['error_message']);
    if (answer['error_type'] === 'not implemented') throw onlySelect();
    throw unreadable(detail);
  }
  if (nodesOf(answer, 'statements').length !== 1) throw onlySelect();
  return answer;
}

function onlySelect(): DryRunError {
  return new DryRunError('forbidden', { what: 'Anything but one SELECT statement' });
}

/** The SQL text of a tree, as DuckDB writes it. */
export async function writeStatementTree(connection: DuckDBConnection, tree: JsonObject): Promise<string> {
  const json = writeLosslessJson(tree);
  const result = await connection.runAndReadAll('SELECT json_deserialize_sql($1::JSON)', [json]);
  return String(result.getRows()[0]?.[0]);
}
