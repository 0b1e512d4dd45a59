import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { diskFull } from '../disk-full.js';
import { athenaType } from './athena-type.js';
import { cellOf } from './cell.js';
import { queryError } from './query-error.js';
import type { OnProgress } from './query-progress.js';
import type { Cell, QueryResult } from './query-result.js';
import { createRowFile } from './row-file.js';
import type { WorkerQuery } from './worker-query.js';

/** The answer of a query without what was read for it. */
export type Rows = Pick<QueryResult, 'columns' | 'rows' | 'rowCount' | 'truncated' | 'kept'>;

/** Reads to the end, so that the bytes are those of the whole query, but keeps only what may be shown. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string,
  query: WorkerQuery,
  onProgress: OnProgress,
): Promise<Rows> {
  const file = query.keep === null ? null : createRowFile(query.keep);
  const started = performance.now();
  let rowCount = 0;
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - started;
    onProgress({ elapsedMs, fraction: fractionOf(connection), rows: rowCount });
  }, progressMs);
  try {
    const result = await connection.stream(sql);
    const types = result.columnTypes();
    const columns = result
      .columnNames()
      .map((name, index) => ({ name, type: athenaType(result.columnType(index)) }));
    const shown = shownRows(query);
    let isFull = false;
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      rowCount += chunk.rowCount;
      const more: DuckDBValue[][] = isFull ? [] : chunk.getRows();
      for (const row of more) {
        const cells = row.map((value, index) => cellOf(value, types[index]));
        const isShown = shown.add(cells);
        const isKept: boolean = file?.add(cells) ?? false;
        isFull = !isShown && !isKept;
        if (isFull) break;
      }
    }
    const { rows } = shown;
    return { columns, rows, rowCount, truncated: rows.length < rowCount, kept: file?.finish() ?? null };
  } catch (error) {
    throw queryError(diskFull(error));
  } finally {
    clearInterval(timer);
    file?.close();
  }
}

interface ShownRows {
  readonly rows: readonly (readonly Cell[])[];
  /** False, from then on, where there is no room for a row. */
  readonly add: (row: readonly Cell[]) => boolean;
}

function shownRows({ rowLimit, resultBytesLimit }: WorkerQuery): ShownRows {
  const rows: (readonly Cell[])[] = [];
  let bytes = 0;
  let isFull = false;
  return {
    rows,
    add(row) {
      if (isFull) return false;
      bytes += Buffer.byteLength(JSON.stringify(row)) + ','.length;
      isFull = rows.length >= rowLimit || bytes > resultBytesLimit;
      if (!isFull) rows.push(row);
      return !isFull;
    },
  };
}

/** How often progress is told. */
const progressMs = 250;

function fractionOf(connection: DuckDBConnection): number | null {
  const { percentage } = connection.progress;
  return percentage < 0 ? null : Math.min(percentage / 100, 1);
}
