import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { EngineTable } from '../../../server/engine/engine-table.js';

/** A few files that an engine reads, and a secret beside them that it must not. */
export interface EngineData {
  readonly folder: string;
  readonly secret: string;
  readonly tables: readonly EngineTable[];
  readonly remove: () => void;
}

export async function writeEngineData(): Promise<EngineData> {
  const root = mkdtempSync(join(tmpdir(), 'athena-dryrun-engine-'));
  const folder = join(root, 'data');
  mkdirSync(folder);
  const secret = join(root, 'secret.csv');
  writeFileSync(secret, 'token\nhunter2\n');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (SELECT i AS id, 'n' || i AS name, i / 2 AS half, i % 2 = 0 AS even, [i, i + 1] AS list
    FROM range(5000) r(i)) TO '${join(folder, 'numbers.parquet')}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
  await connection.run(
    `COPY (SELECT i AS id, 'n' || i AS name FROM range(3) r(i)) TO '${join(folder, 'names.csv')}' (HEADER)`,
  );
  connection.closeSync();
  const columns = [
    { name: 'id', type: 'bigint' },
    { name: 'name', type: 'string' },
  ];
  return {
    folder,
    secret,
    tables: [
      {
        database: 'db',
        table: 'numbers',
        format: 'parquet',
        compression: 'none',
        files: [join(folder, 'numbers.parquet')],
        hivePartitionKeys: [],
        columns: [
          ...columns,
          { name: 'half', type: 'double' },
          { name: 'even', type: 'boolean' },
          { name: 'list', type: 'array<bigint>' },
        ],
      },
      {
        database: 'db',
        table: 'names',
        format: 'csv',
        compression: 'none',
        files: [join(folder, 'names.csv')],
        hivePartitionKeys: [],
        columns,
      },
    ],
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
