import { isDiscrete } from '../scan/domain-algebra.js';
import { mayHold } from './domain-sql.js';
import type { Session } from './duckdb-session.js';
import type { Inventory, Measure, MeasureRequest, Partition } from './inventory.js';
import type { Relations } from './relations.js';

/** Answers an estimate's questions from a table's relations: one query each for partitions, objects and row groups. */
export function createInventory(relations: Relations, session: Session): Inventory {
  let partitions: Promise<readonly Partition[]> | null = null;
  return {
    partitions() {
      partitions ??= readPartitions(relations, session);
      return partitions;
    },
    async measure(request) {
      const kept = await keptCondition(request, session);
      const objects = await measureObjects(relations, kept, session);
      return { ...objects, ...(await measureChunks(relations, request, kept, session)) };
    },
    async objectPaths() {
      const rows = await session.rows(`SELECT path FROM ${relations.objects} ORDER BY object_id`);
      return rows.map((row) => String(row['path']));
    },
  };
}

async function readPartitions(relations: Relations, session: Session): Promise<readonly Partition[]> {
  const sql = `SELECT partition_id, to_json("values")::VARCHAR AS text FROM ${relations.partitions} ORDER BY partition_id`;
  return (await session.rows(sql)).map((row) => ({
    id: Number(row['partition_id']),
    values: readValues(row['text']),
  }));
}

function readValues(text: unknown): readonly (string | null)[] {
  const parsed: unknown = typeof text === 'string' ? JSON.parse(text) : [];
  return Array.isArray(parsed) ? parsed.map((value) => (value === null ? null : String(value))) : [];
}

let keptTables = 0;

/** Which rows belong to kept partitions; a long list of partitions becomes a table of its own. */
async function keptCondition({ partitions }: MeasureRequest, session: Session): Promise<string> {
  if (partitions === 'all') return 'true';
  if (partitions.length === 0) return 'false';
  if (partitions.length <= 200) return `partition_id IN (${partitions.join(', ')})`;
  keptTables += 1;
  const name = `kept_${keptTables}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT unnest([${partitions.join(',')}]::INTEGER[]) AS id`,
  );
  return `partition_id IN (SELECT id FROM ${name})`;
}

async function measureObjects(
  { objects }: Relations,
  kept: string,
  session: Session,
): Promise<Pick<Measure, 'objects' | 'wholeObjects' | 'opaqueObjects'>> {
  const [row = {}] = await session.rows(`
    SELECT count(*) AS total, count(*) FILTER (${kept}) AS kept,
      count(*) FILTER (${kept} AND state = 'whole') AS whole,
      coalesce(sum(bytes) FILTER (${kept} AND state = 'whole'), 0) AS whole_bytes,
      coalesce(min(bytes) FILTER (${kept} AND state = 'whole'), 0) AS smallest,
      count(*) FILTER (${kept} AND state IN ('opaque', 'unreadable')) AS opaque,
      coalesce(sum(bytes) FILTER (${kept} AND state IN ('opaque', 'unreadable')), 0) AS opaque_bytes,
      count(*) FILTER (${kept} AND state = 'unreadable') AS unreadable
    FROM ${objects}`);
  return {
    objects: { kept: Number(row['kept']), total: Number(row['total']) },
    wholeObjects: {
      count: Number(row['whole']),
      bytes: Number(row['whole_bytes']),
      smallestBytes: Number(row['smallest']),
    },
    opaqueObjects: {
      count: Number(row['opaque']),
      bytes: Number(row['opaque_bytes']),
      unreadable: Number(row['unreadable']),
      detail: null,
    },
  };
}

const noChunks: Pick<Measure, 'rowGroups' | 'chunks'> = {
  rowGroups: null,
  chunks: {
    bytes: 0,
    latestBytes: 0,
    bytesByColumn: new Map(),
    smallestRowGroupBytes: 0,
    rowsInLargestRowGroup: 0,
    rows: 0,
    rowGroupsWithoutStatistics: 0,
    trinoHighBytes: 0,
    trinoLikelyBytes: 0,
  },
};

async function measureChunks(
  relations: Relations,
  request: MeasureRequest,
  kept: string,
  session: Session,
): Promise<Pick<Measure, 'rowGroups' | 'chunks'>> {
  if (relations.rowGroups === null) return noChunks;
  const numbers = new Map(relations.leaves.map(({ path }, index) => [path, index]));
  const columns = request.columns.flatMap((path) => {
    const leaf = numbers.get(path);
    return leaf === undefined ? [] : [{ path, leaf }];
  });
  const { keeps, lacks } = rowGroupConditions(relations, request, numbers);
  const all = bytesOf(columns.map(({ leaf }) => leaf));
  const latest = latestBytes(request, numbers, all);
  const inside = `${kept} AND ${keeps}`;
  const perColumn = columns.map(
    ({ leaf }) => `coalesce(sum(bytes_${leaf}) FILTER (${inside}), 0)::BIGINT AS column_${leaf}`,
  );
  const [row = {}] = await session.rows(`
    SELECT count(*) AS total, count(*) FILTER (${inside}) AS kept,
      coalesce(sum(${all}) FILTER (${inside}), 0)::BIGINT AS bytes,
      coalesce(sum(${latest}) FILTER (${inside}), 0)::BIGINT AS latest,
      coalesce(min(${all}) FILTER (${inside}), 0)::BIGINT AS smallest,
      coalesce(max(rows) FILTER (${inside}), 0)::BIGINT AS largest,
      coalesce(sum(rows) FILTER (${inside}), 0)::BIGINT AS rows,
      count(*) FILTER (${kept} AND ${lacks}) AS lacking
      ${perColumn.length === 0 ? '' : `, ${perColumn.join(', ')}`}
    FROM ${relations.rowGroups}`);
  const high = await trinoHighBytes(relations, kept, session);
  const bytes = Number(row['bytes']);
  return {
    rowGroups: { kept: Number(row['kept']), total: Number(row['total']) },
    chunks: {
      bytes,
      latestBytes: Number(row['latest']),
      bytesByColumn: new Map(columns.map(({ path, leaf }) => [path, Number(row[`column_${leaf}`])])),
      smallestRowGroupBytes: Number(row['smallest']),
      rowsInLargestRowGroup: Number(row['largest']),
      rows: Number(row['rows']),
      rowGroupsWithoutStatistics: Number(row['lacking']),
      trinoHighBytes: Math.max(bytes, high),
      trinoLikelyBytes: bytes,
    },
  };
}

function rowGroupConditions(
  { leaves }: Relations,
  { domains }: MeasureRequest,
  numbers: ReadonlyMap<string, number>,
): { readonly keeps: string; readonly lacks: string } {
  const keeps: string[] = [];
  const lacks: string[] = [];
  for (const [path, domain] of domains) {
    const leaf = numbers.get(path);
    if (leaf === undefined || leaves[leaf]?.boundType == null) continue;
    keeps.push(mayHold(domain, leaf));
    lacks.push(`(min_${leaf} IS NULL AND coalesce(nulls_${leaf} < rows, true))`);
  }
  return {
    keeps: keeps.join(' AND ') || 'true',
    lacks: lacks.join(' OR ') ? `(${lacks.join(' OR ')})` : 'false',
  };
}

function bytesOf(leaves: readonly number[]): string {
  return leaves.length === 0 ? '0' : leaves.map((leaf) => `coalesce(bytes_${leaf}, 0)`).join(' + ');
}

/** In a row group where nothing passes, an engine may stop after the columns of any one conjunct. */
function latestBytes(
  { conjunctColumns, domains }: MeasureRequest,
  numbers: ReadonlyMap<string, number>,
  all: string,
): string {
  const alternatives = conjunctColumns.map((paths) => {
    const leaves = paths.flatMap((path) => numbers.get(path) ?? []);
    const [only, ...others] = leaves;
    const domain = paths.length === 1 ? domains.get(paths[0] ?? '') : undefined;
    const settled = domain !== undefined && isDiscrete(domain) && only !== undefined && others.length === 0;
    return settled ? `CASE WHEN settles_${only} THEN 0 ELSE ${bytesOf(leaves)} END` : bytesOf(leaves);
  });
  return alternatives.length === 0 ? all : `least(${[all, ...alternatives].join(', ')})`;
}

/** Footer tail of Trino since release 409, and the number of 32 MiB splits that each read it (HiveSplitSource). */
const tailBytes = 48 * 1024;
const splitBytes = 32 * 2 ** 20;

/** An upper bound of what stock Trino counts: whole objects, a tail for each split, and the footer once more. */
async function trinoHighBytes({ objects }: Relations, kept: string, session: Session): Promise<number> {
  const [row = {}] = await session.rows(
    `SELECT coalesce(sum(bytes + (1 + bytes // ${splitBytes}) * least(bytes, ${tailBytes}) * 2), 0)::BIGINT AS high
     FROM ${objects} WHERE ${kept} AND state = 'chunked'`,
  );
  return Number(row['high']);
}
