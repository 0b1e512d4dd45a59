import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** A data folder with the tables of tests/cases, written by DuckDB. */
export interface CaseData {
  readonly folder: string;
  readonly remove: () => void;
}

export async function writeCaseData(): Promise<CaseData> {
  const folder = join(tmpdir(), `athena-dryrun-cases-${process.pid}-${Math.random().toString(36).slice(2)}`);
  mkdirSync(folder, { recursive: true });
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of statements(folder)) await connection.run(sql);
  connection.closeSync();
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function statements(folder: string): readonly string[] {
  const at = (name: string): string => `'${join(folder, name)}'`;
  return [
    `COPY (SELECT 'TX' || i AS transaction_id, 'USER' || (i % 50) AS user_id, (i % 900) + 0.25::DOUBLE AS amount,
       ['food', 'transport', 'shopping'][i % 3 + 1] AS category, i % 50 = 0 AS is_fraud,
       TIMESTAMP '2024-01-01' + INTERVAL (i) MINUTE AS event_time,
       {'a': i::INTEGER, 'b': {'c': 'x' || i, 'd': i / 2}} AS details, ['t' || i % 7, 'u'] AS tags,
       '2024' AS year, lpad((i % 3 + 1)::VARCHAR, 2, '0') AS month FROM range(30000) r(i))
     TO ${at('transactions')} (FORMAT parquet, PARTITION_BY (year, month), ROW_GROUP_SIZE 2048)`,
    `COPY (SELECT 'USER' || i AS user_id, 'name ' || i AS name, ['KR', 'US'][i % 2 + 1] AS country, i::INTEGER AS k
     FROM range(10000) r(i)) TO ${at('users.parquet')} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
    `COPY (SELECT 'id' || i AS id, 'payload ' || i AS payload, '2024-01-0' || (i % 2 + 1) AS dt FROM range(1000) r(i))
     TO ${at('events')} (FORMAT csv, HEADER, PARTITION_BY (dt))`,
    // Ten row groups, sorted by order_id, placed and day: 2,048 orders an hour apart from 2024-01-01 on.
    `COPY (SELECT i::BIGINT AS order_id, (i / 8)::DECIMAL(10, 2) AS price, i::INTEGER AS quantity, i::FLOAT AS ratio,
       TIMESTAMP '2024-01-01' + INTERVAL (i) HOUR AS placed, DATE '2024-01-01' + (i // 24)::INTEGER AS day,
       'C' || lpad(i::VARCHAR, 6, '0') AS code, (DATE '2024-01-01' + (i // 24)::INTEGER)::VARCHAR AS day_text,
       i % 2 = 0 AS active, i AS "order",
       [{'sku': 's' || i % 9, 'units': i}] AS lines, MAP {'color': 'red', 'size': 'm' || i % 5} AS attributes,
       {'city': 'c' || i, 'geo': {'lat': i / 2, 'lon': i / 3}} AS address FROM range(20480) r(i))
     TO ${at('orders.parquet')} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
    // Columns whose names look like the fields of others.
    `COPY (SELECT i AS "a.b", {'b': 'text ' || i, 'c.d': i} AS a FROM range(8192) r(i))
     TO ${at('dotted.parquet')} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  ];
}
