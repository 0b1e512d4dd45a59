import { statSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { leafPath } from '../../estimator/sql/leaf-path.js';
import { quoteText } from './quote.js';

/** Where the data is in a file that queries read. */
export interface FileParts {
  readonly bytes: number;
  /** Column chunks in the order of the file; null for row formats. */
  readonly chunks: readonly Chunk[] | null;
}

export interface Chunk {
  /** Path in the schema of the file, lower case, as `leafPath` writes it. */
  readonly column: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Sizes of files and places of Parquet's column chunks, from footers. */
export async function readFileParts(
  connection: DuckDBConnection,
  paths: readonly string[],
  isParquet: boolean,
): Promise<ReadonlyMap<string, FileParts>> {
  const sizes = paths.map((path) => [path, statSync(path).size] as const);
  if (!isParquet) return new Map(sizes.map(([path, bytes]) => [path, { bytes, chunks: null }]));
  const chunks = new Map<string, Chunk[]>(paths.map((path) => [path, []]));
  const footers = await connection.runAndReadAll(
    `SELECT file_name, lower(path_in_schema) AS path,
       least(coalesce(dictionary_page_offset, data_page_offset), data_page_offset) AS start, total_compressed_size AS size
     FROM parquet_metadata([${paths.map(quoteText).join(', ')}]) ORDER BY file_name, start`,
  );
  for (const row of footers.getRowObjects()) {
    const start = Number(row['start']);
    chunks
      .get(String(row['file_name']))
      ?.push({ column: leafPath(String(row['path']).split(', ')), start, end: start + Number(row['size']) });
  }
  return new Map(sizes.map(([path, bytes]) => [path, { bytes, chunks: chunks.get(path) ?? [] }]));
}
