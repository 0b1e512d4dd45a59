import { DryRunError } from '../errors.js';
import type { Type } from '../sql/type.js';
import type { Column } from './catalog.js';
import type { FoundTable } from './data-object.js';
import { quoteText, type Session } from './duckdb-session.js';
import { typeOfDuckdb } from './duckdb-type.js';
import type { StoredLeaf } from './relations.js';
import { pathOf } from './take-table.js';

export interface Footers {
  readonly columns: readonly Column[];
  readonly leaves: readonly StoredLeaf[];
  readonly codec: string;
  /** Positions of the objects that are no readable Parquet. */
  readonly unreadable: ReadonlySet<number>;
}

/** Reads the footers of a Parquet table into its `row_groups` relation. */
export async function readFooters(found: FoundTable, prefix: string, session: Session): Promise<Footers> {
  const paths = found.objects.map(({ path }) => pathOf(found, path));
  const unreadable = await storeMetadata(paths, prefix, session);
  if (unreadable.size === paths.length) {
    const detail = 'it is no readable Parquet, and no other object of the table is.';
    throw new DryRunError('unreadable_file', { path: paths[0] ?? found.location, detail });
  }
  await requireOneType(found, prefix, session);
  const columns = await readColumns(
    paths.filter((_, index) => !unreadable.has(index)),
    prefix,
    session,
  );
  const leaves = await storeRowGroups(found, columns, prefix, session);
  const codecs = await session.rows(`SELECT DISTINCT lower(compression) AS codec FROM ${prefix}_metadata`);
  const [first, ...others] = codecs.map((row) => String(row['codec']));
  const codec = others.length > 0 ? 'mixed' : first === 'uncompressed' ? 'none' : (first ?? 'none');
  await session.run(`DROP TABLE ${prefix}_metadata`);
  return { columns, leaves, codec, unreadable };
}

function listOf(paths: readonly string[]): string {
  return `[${paths.map(quoteText).join(', ')}]`;
}

const metadataColumns = `file_name, row_group_id, row_group_num_rows, path_in_schema, type, compression, total_compressed_size,
  stats_null_count, coalesce(stats_min_value, stats_min) AS minimum, coalesce(stats_max_value, stats_max) AS maximum,
  (dictionary_page_offset IS NOT NULL OR bloom_filter_offset IS NOT NULL) AS settles`;

/** All footers in one statement; where one of them fails, file by file. */
async function storeMetadata(
  paths: readonly string[],
  prefix: string,
  session: Session,
): Promise<ReadonlySet<number>> {
  const create = (list: string): string =>
    `CREATE OR REPLACE TABLE ${prefix}_metadata AS SELECT ${metadataColumns} FROM parquet_metadata(${list})`;
  try {
    await session.run(create(listOf(paths)));
    return new Set();
  } catch {
    const unreadable = new Set<number>();
    for (const [index, path] of paths.entries()) {
      try {
        await session.rows(`SELECT count(*) FROM parquet_metadata(${quoteText(path)})`);
      } catch {
        unreadable.add(index);
      }
    }
    const readable = paths.filter((_, index) => !unreadable.has(index));
    if (readable.length > 0) await session.run(create(listOf(readable)));
    return unreadable;
  }
}

async function requireOneType(found: FoundTable, prefix: string, session: Session): Promise<void> {
  const [row] = await session.rows(`
    SELECT path_in_schema AS path, arg_min(file_name, type) AS first, arg_max(file_name, type) AS second,
      min(type) AS first_type, max(type) AS second_type
    FROM ${prefix}_metadata GROUP BY 1 HAVING min(type) <> max(type) ORDER BY 1 LIMIT 1`);
  if (row === undefined) return;
  const detail = `column ${String(row['path'])} is ${String(row['first_type'])} in ${String(row['first'])} and ${String(row['second_type'])} in ${String(row['second'])}.`;
  throw new DryRunError('invalid_catalog', { path: found.location, detail });
}

/** Columns of one file of each schema, in the order in which they first appear. */
async function readColumns(
  paths: readonly string[],
  prefix: string,
  session: Session,
): Promise<readonly Column[]> {
  const files = await session.rows(`
    SELECT min(file_name) AS file FROM (
      SELECT file_name, string_agg(DISTINCT path_in_schema, ';' ORDER BY path_in_schema) AS schema
      FROM ${prefix}_metadata GROUP BY 1)
    GROUP BY schema ORDER BY 1`);
  const chosen = files.length === 0 ? paths.slice(0, 1) : files.map((row) => String(row['file']));
  const columns = new Map<string, Column>();
  for (const file of chosen) {
    const rows = await session.rows(
      `DESCRIBE SELECT * FROM read_parquet(${quoteText(file)}, hive_partitioning = false)`,
    );
    for (const row of rows) {
      const name = String(row['column_name']).toLowerCase();
      if (!columns.has(name)) columns.set(name, { name, type: typeOfDuckdb(String(row['column_type'])) });
    }
  }
  return [...columns.values()];
}

/** Types whose minimum and maximum skip row groups in Trino (TupleDomainParquetPredicate, read 2025-11-21). */
function boundType(type: Type | null): string | null {
  if (type === null) return null;
  if (type.kind === 'integer') return 'HUGEINT';
  if (type.kind === 'real' || type.kind === 'double') return 'DOUBLE';
  if (type.kind === 'decimal') return `DECIMAL(38, ${type.scale})`;
  if (type.kind === 'timestamp') return type.zoned ? null : 'TIMESTAMP';
  const plain: Readonly<Record<string, string>> = { boolean: 'BOOLEAN', date: 'DATE', varchar: 'VARCHAR' };
  return plain[type.kind] ?? null;
}

interface Leaf {
  readonly path: string;
  readonly type: Type | null;
}

/** The leaf of our types that a path in a Parquet schema belongs to: arrays and maps are one leaf. */
function leafOf(pathInSchema: string, columns: readonly Column[]): Leaf {
  const [first = '', ...rest] = pathInSchema.split(', ').map((part) => part.toLowerCase());
  let type = columns.find(({ name }) => name === first)?.type ?? null;
  let path = first;
  for (const step of rest) {
    if (type?.kind !== 'row') break;
    type = type.fields.find(({ name }) => name === step)?.type ?? null;
    path = `${path}.${step}`;
  }
  return { path, type };
}

async function storeRowGroups(
  found: FoundTable,
  columns: readonly Column[],
  prefix: string,
  session: Session,
): Promise<readonly StoredLeaf[]> {
  const rows = await session.rows(`SELECT DISTINCT path_in_schema AS path FROM ${prefix}_metadata`);
  const leaves: StoredLeaf[] = [];
  const numbers: { readonly path: string; readonly leaf: number }[] = [];
  for (const row of rows) {
    const found = leafOf(String(row['path']), columns);
    let leaf = leaves.findIndex(({ path }) => path === found.path);
    if (leaf < 0) leaf = leaves.push({ path: found.path, boundType: boundType(found.type) }) - 1;
    numbers.push({ path: String(row['path']), leaf });
  }
  const paths = found.objects.map(({ path }) => pathOf(found, path));
  const map = JSON.stringify(numbers);
  const files = JSON.stringify(
    found.objects.map(({ partition }, id) => ({ id, partition, path: paths[id] })),
  );
  const perLeaf = leaves.flatMap(({ boundType: type }, leaf) => leafColumns(leaf, type));
  await session.run(`CREATE TABLE ${prefix}_row_groups AS
    WITH leaves AS (SELECT unnest(from_json(${quoteText(map)}, '[{"path": "VARCHAR", "leaf": "INTEGER"}]'), recursive := true)),
      files AS (SELECT unnest(from_json(${quoteText(files)}, '[{"id": "INTEGER", "partition": "INTEGER", "path": "VARCHAR"}]'), recursive := true))
    SELECT f.partition AS partition_id, f.id AS object_id, m.row_group_id AS row_group, any_value(m.row_group_num_rows) AS rows
      ${perLeaf.map((column) => `, ${column}`).join('')}
    FROM ${prefix}_metadata m JOIN leaves l ON l.path = m.path_in_schema JOIN files f ON f.path = m.file_name
    GROUP BY f.partition, f.id, m.row_group_id ORDER BY f.partition, f.id, m.row_group_id`);
  return leaves;
}

function leafColumns(leaf: number, type: string | null): readonly string[] {
  const own = `FILTER (l.leaf = ${leaf})`;
  const bound = (figure: string): string => {
    if (type === null) return 'NULL';
    const cast = `TRY_CAST(min(m.${figure}) ${own} AS ${type})`;
    return type === 'DOUBLE' ? `CASE WHEN isnan(${cast}) THEN NULL ELSE ${cast} END` : cast;
  };
  return [
    `sum(m.total_compressed_size) ${own} AS bytes_${leaf}`,
    `${bound('minimum')} AS min_${leaf}`,
    `${bound('maximum')} AS max_${leaf}`,
    `min(m.stats_null_count) ${own} AS nulls_${leaf}`,
    `bool_and(m.settles) ${own} AS settles_${leaf}`,
  ];
}
