import { answerParent } from '../processes/answer-parent.js';
import { type DatabaseOptions, openDatabase } from './open-database.js';
import type { QueryProgress } from './query-progress.js';
import type { QueryResult } from './query-result.js';
import { runQuery } from './run-query.js';
import { translate } from './translate.js';
import type { WorkerQuery } from './worker-query.js';

/** The child process of the engine: it owns one locked DuckDB. */
answerParent<DatabaseOptions, WorkerQuery, QueryResult, QueryProgress>(async (options) => {
  const database = await openDatabase(options);
  return async (query, tell) => runQuery(database, { ...query, sql: await translate(query.sql) }, tell);
});
