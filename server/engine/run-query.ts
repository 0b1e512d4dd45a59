import type { DuckDBConnection } from '@duckdb/node-api';
import { DryRunError } from '../../estimator/errors.js';
import { compareNested, makesNested } from './dialect/compare-nested.js';
import { nameRows } from './dialect/name-rows.js';
import { nameSortKeys } from './dialect/name-sort-keys.js';
import { orderStars } from './dialect/order-stars.js';
import { refuseComparedNans } from './dialect/refuse-compared-nans.js';
import { rewriteFunctions } from './dialect/rewrite-functions.js';
import { rewriteTyped } from './dialect/rewrite-typed.js';
import { typeLiterals } from './dialect/type-literals.js';
import type { EngineTable } from './engine-table.js';
import { requireUnchanged } from './file-state.js';
import { checkStatement } from './gate.js';
import { inlineCommonTables } from './inline-common-tables.js';
import { nameTables } from './name-tables.js';
import type { OpenDatabase } from './open-database.js';
import type { OnProgress } from './query-progress.js';
import type { QueryResult } from './query-result.js';
import { type FileRead, meterReads } from './read-meter.js';
import { readRows } from './read-rows.js';
import { readingNotes } from './reading-notes.js';
import { readStatementTree, writeStatementTree } from './statement-tree.js';
import type { WorkerQuery } from './worker-query.js';

/**
 * Runs one untrusted SELECT, in DuckDB's dialect but still with Athena's table names: its tree is checked node by node
 * against lists before anything of it runs, then Athena's meaning is written into it. Throws `forbidden`,
 * `query_failed`, `unknown_table`, `unknown_database`.
 */
export async function runQuery(
  database: OpenDatabase,
  query: WorkerQuery,
  onProgress: OnProgress = () => undefined,
): Promise<QueryResult> {
  const { connection, rules } = database;
  const tree = await readStatementTree(connection, query.sql);
  const named = nameTables(tree, query.database, rules.tables);
  inlineCommonTables(tree);
  requireAllUnchanged(database, named);
  for (const table of named) {
    const failure = database.failures.get(table);
    if (failure !== undefined) throw new DryRunError('query_failed', { detail: `${table}: ${failure}` });
  }
  orderStars(tree);
  nameRows(tree);
  nameSortKeys(tree);
  const notes = readingNotes(
    query.sql,
    tree,
    named.flatMap((name) => database.tables.get(name) ?? []),
  );
  typeLiterals(tree);
  rewriteFunctions(tree);
  checkStatement(tree, rules);
  if (makesNested(tree) || named.some((name) => hasNested(database.tables.get(name)))) {
    await compareNested(connection, tree);
  }
  await rewriteTyped(connection, tree);
  refuseComparedNans(tree);
  const sql = await writeStatementTree(connection, tree);
  await connection.run('CALL truncate_duckdb_logs()');
  const started = performance.now();
  const rows = await readRows(connection, sql, query, onProgress);
  requireAllUnchanged(database, named);
  const elapsedMs = Math.round(performance.now() - started);
  const metered = meterReads(await fileReads(connection), database.files, {
    columns: query.columns,
    scansOnce: query.scansOnce,
  });
  return {
    ...rows,
    elapsedMs,
    bytesRead: metered.dataBytes,
    metadataBytesRead: metered.metadataBytes,
    filesRead: metered.files,
    measuredBy: 'duckdb_file_log',
    notes,
  };
}

function hasNested(table: EngineTable | undefined): boolean {
  return table?.columns.some(({ type }) => /^(?:array|map|struct|row|uniontype)\b/i.test(type)) ?? false;
}

function requireAllUnchanged({ tables }: OpenDatabase, named: readonly string[]): void {
  for (const name of named) {
    const table = tables.get(name);
    if (table !== undefined) requireUnchanged(table);
  }
}

async function fileReads(connection: DuckDBConnection): Promise<readonly FileRead[]> {
  const log = await connection.runAndReadAll(
    `SELECT path, pos::BIGINT AS start, bytes::BIGINT AS bytes FROM duckdb_logs_parsed('FileSystem') WHERE op = 'READ'`,
  );
  return log.getRowObjects().map((row) => ({
    path: String(row['path']),
    start: Number(row['start']),
    bytes: Number(row['bytes']),
  }));
}
