import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Figure, parseFigure } from './figure.js';

/** A scan that somebody measured in Athena and published. */
export interface PublishedScan {
  readonly id: string;
  readonly source: string;
  /** Year and engine version as far as they are known. */
  readonly engine: string;
  readonly query: string;
  readonly format: string;
  readonly layout: string;
  /** Stored bytes, also where only a full scan tells them. */
  readonly total: Figure | null;
  readonly scanned: Figure | null;
}

const file = fileURLToPath(new URL('./published-scans.csv', import.meta.url));

/** All published scans by id, in the order of the file. */
export async function readPublishedScans(): Promise<ReadonlyMap<string, PublishedScan>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = await connection.runAndReadAll(`FROM read_csv('${file}', all_varchar = true, header = true)`);
  connection.closeSync();
  const scans = rows.getRowObjects().map((row): PublishedScan => {
    const text = (column: string): string => String(row[column] ?? '').trim();
    const figure = (column: string): Figure | null =>
      text(column) === '' ? null : parseFigure(text(column));
    return {
      id: text('id'),
      source: text('source'),
      engine: text('date_engine_inferred'),
      query: text('query_shape'),
      format: text('format'),
      layout: text('layout'),
      total: figure('total_size'),
      scanned: figure('scanned'),
    };
  });
  return new Map(scans.map((scan) => [scan.id, scan]));
}
