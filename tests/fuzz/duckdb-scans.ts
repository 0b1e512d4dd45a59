import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import * as v from 'valibot';

/** Asks DuckDB's optimizer which columns of which tables a query reads. */
export interface DuckdbPlanner {
  /** Each scan of the optimized plan; null where DuckDB does not bind the query. */
  readonly scansOf: (sql: string) => Promise<readonly DuckdbScan[] | null>;
  readonly close: () => void;
}

export interface DuckdbScan {
  readonly table: string;
  /** Columns that are stored in files, sorted; null: DuckDB prints none where a scan hands on just what it reads. */
  readonly columns: readonly string[] | null;
}

/**
 * Rewrites that Trino does not do, or that hide scans: with these off the scans are Trino's on all of TPC-H and TPC-DS
 * (measured for this project). Statistics would prove tables without rows empty.
 */
const disabled = [
  ...[
    'statistics_propagation',
    'materialized_cte',
    'common_subplan',
    'join_elimination',
    'late_materialization',
  ],
  ...['window_self_join', 'top_n_window_elimination', 'compressed_materialization', 'cte_filter_pusher'],
];

/** A planner over empty tables with the columns of a data folder's files. */
export async function createDuckdbPlanner(folder: string): Promise<DuckdbPlanner> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const files: Readonly<Record<string, string>> = {
    transactions: `read_parquet('${folder}/transactions/**/*.parquet', hive_types = {year: VARCHAR, month: VARCHAR})`,
    users: `read_parquet('${folder}/users.parquet')`,
    orders: `read_parquet('${folder}/orders.parquet')`,
    events: `read_csv('${folder}/events/**/*.csv', hive_types = {dt: VARCHAR})`,
  };
  for (const [table, source] of Object.entries(files))
    await connection.run(`CREATE TABLE ${table} AS SELECT * FROM ${source} LIMIT 0`);
  await connection.run(`SET disabled_optimizers = '${disabled.join(',')}'`);
  const columns = await storedColumns(connection);
  return {
    scansOf: (sql) => scansOf(connection, sql, columns),
    close: () => connection.closeSync(),
  };
}

type StoredColumns = ReadonlyMap<string, ReadonlySet<string>>;

/** Partition keys of the case data: they are in no file. */
const partitionKeys: ReadonlySet<string> = new Set(['year', 'month', 'dt']);

async function storedColumns(connection: DuckDBConnection): Promise<StoredColumns> {
  const result = await connection.runAndReadAll(
    'SELECT table_name, column_name FROM information_schema.columns',
  );
  const columns = new Map<string, Set<string>>();
  for (const [table, column] of result.getRows()) {
    if (partitionKeys.has(String(column))) continue;
    columns.set(String(table), (columns.get(String(table)) ?? new Set()).add(String(column)));
  }
  return columns;
}

interface PlanNode {
  readonly children: readonly PlanNode[];
  readonly extra_info: Readonly<Record<string, unknown>>;
}

const planNode: v.GenericSchema<PlanNode> = v.object({
  children: v.array(v.lazy(() => planNode)),
  extra_info: v.record(v.string(), v.unknown()),
});

async function scansOf(
  connection: DuckDBConnection,
  sql: string,
  columns: StoredColumns,
): Promise<readonly DuckdbScan[] | null> {
  // Trino writes a CTE out at each use.
  const inlined = sql.replaceAll(/\b(cte\d+(?:\s*\([^()]*\))?) AS \(/g, '$1 AS NOT MATERIALIZED (');
  try {
    const rows = await connection.runAndReadAll(`EXPLAIN (FORMAT json) ${inlined}`);
    const plan = v.parse(v.array(planNode), JSON.parse(String(rows.getRows()[0]?.[1])));
    return plan.flatMap((node) => scansIn(node, columns));
  } catch (error) {
    if (error instanceof v.ValiError) throw error;
    return null;
  }
}

function scansIn({ children, extra_info: info }: PlanNode, columns: StoredColumns): DuckdbScan[] {
  const below = children.flatMap((child) => scansIn(child, columns));
  if (typeof info['Table'] !== 'string') return below;
  const table = info['Table'].split('.').at(-1) ?? '';
  const projections = [info['Projections']].flat().join(' ');
  if (projections.trim() === '') return [{ table, columns: null }, ...below];
  const written = `${projections} ${[info['Filters']].flat().join(' ')}`;
  const words = written.replaceAll(/'(?:[^']|'')*'/g, '').match(/[A-Za-z_]\w*/g) ?? [];
  const read = new Set(words.filter((word) => columns.get(table)?.has(word)));
  return [{ table, columns: [...read].sort() }, ...below];
}
