import type { DuckDBConnection } from '@duckdb/node-api';
import { DryRunError } from '../../estimator/errors.js';
import { athenaType } from './athena-type.js';
import { cellOf } from './cell.js';
import { rewriteFunctions } from './dialect/rewrite-functions.js';
import { checkStatement } from './gate.js';
import { nameTables } from './name-tables.js';
import type { OpenDatabase } from './open-database.js';
import { plainMessage } from './plain-message.js';
import type { Cell, QueryResult } from './query-result.js';
import { type FileRead, meterReads } from './read-meter.js';
import { readStatementTree, writeStatementTree } from './statement-tree.js';
import type { WorkerQuery } from './worker-message.js';

/**
 * Runs one untrusted SELECT: its tree is checked node by node against lists before anything of it runs, then Athena's
 * meaning is written into it. Throws `forbidden`, `query_failed`, `unknown_table`, `unknown_database`.
 */
export async function runQuery(database: OpenDatabase, query: WorkerQuery): Promise<QueryResult> {
  const { connection, rules } = database;
  const tree = await readStatementTree(connection, query.sql);
  for (const table of nameTables(tree, query.database, rules.tables)) {
    const failure = database.failures.get(table);
    if (failure !== undefined) throw new DryRunError('query_failed', { detail: `${table}: ${failure}` });
  }
  rewriteFunctions(tree);
  checkStatement(tree, rules);
  const sql = await writeStatementTree(connection, tree);
  await connection.run('CALL truncate_duckdb_logs()');
  const started = performance.now();
  const rows = await readRows(connection, sql, query);
  const elapsedMs = Math.round(performance.now() - started);
  const metered = meterReads(await fileReads(connection), database.files, {
    columns: query.columns === null ? null : new Set(query.columns),
    scansOnce: query.scansOnce,
  });
  return {
    ...rows,
    elapsedMs,
    bytesRead: metered.dataBytes,
    metadataBytesRead: metered.metadataBytes,
    filesRead: metered.files,
    measuredBy: 'duckdb_file_log',
    notes: [],
  };
}

type Rows = Pick<QueryResult, 'columns' | 'rows' | 'rowCount' | 'truncated'>;

/** Reads to the end, so that the bytes are those of the whole query, but keeps only what may be shown. */
async function readRows(connection: DuckDBConnection, sql: string, query: WorkerQuery): Promise<Rows> {
  try {
    const result = await connection.stream(sql);
    const columns = result
      .columnNames()
      .map((name, index) => ({ name, type: athenaType(result.columnType(index)) }));
    const rows: Cell[][] = [];
    let rowCount = 0;
    let bytes = 0;
    let full = false;
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      rowCount += chunk.rowCount;
      for (const row of full ? [] : chunk.getRows()) {
        const cells = row.map(cellOf);
        bytes += Buffer.byteLength(JSON.stringify(cells)) + ','.length;
        full = rows.length >= query.rowLimit || bytes > query.resultBytesLimit;
        if (full) break;
        rows.push(cells);
      }
    }
    return { columns, rows, rowCount, truncated: rows.length < rowCount };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('query_failed', { detail: plainMessage(detail) });
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
