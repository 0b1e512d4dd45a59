import { isDiscrete } from '../scan/domain-algebra.js';
import { isComparable, lacksBounds, mayHold } from './domain-sql.js';
import type { MeasureRequest } from './inventory.js';
import { type LeafNumbers, leafNumbers } from './leaf-numbers.js';
import { objectMayHold } from './object-bounds-sql.js';
import { leavesPerRelation, type Relations } from './relations.js';
import { objectOverhead, rowGroupBytes, trinoReaders } from './trino-bytes.js';

export interface MeasureQuery {
  readonly sql: string;
  /** Parameters of the query. */
  readonly values: readonly string[];
  /** Of each requested column that the table stores: its path and the result column with its bytes. */
  readonly columns: readonly { readonly path: string; readonly result: string }[];
  /** Whether the figures of the `trino` profile are among the results. */
  readonly withTrinoBytes: boolean;
}

/** One statement that answers a request: what is left of the objects, and of the row groups where there are any. */
export function measureQuery(relations: Relations, request: MeasureRequest): MeasureQuery {
  const leaves = leafNumbers(relations.leaves);
  const kept = keptObjects(relations, request, leaves);
  const columns = [...new Set(request.columns)].flatMap((path) => {
    const found = leaves.readWith(path);
    return found.length === 0 ? [] : [{ path, leaves: found, result: `column_${found.join('_')}` }];
  });
  const { withTrinoBytes = true } = request;
  const parts = [`objects AS (${objectsSql(relations, kept.condition, withTrinoBytes)})`];
  if (relations.rowGroups !== null) {
    parts.push(
      `groups AS (${rowGroupsSql(relations, relations.rowGroups, request, kept.condition, columns, leaves)})`,
    );
  }
  const sources = relations.rowGroups === null ? 'objects' : 'objects, groups';
  return {
    sql: `WITH ${parts.join(', ')} SELECT * FROM ${sources}`,
    values: kept.values,
    columns,
    withTrinoBytes,
  };
}

/** Of the kept partitions, the objects that a table format does not exclude. */
function keptObjects({ objectBounds }: Relations, request: MeasureRequest, numbers: LeafNumbers): KeptRows {
  const kept = keptPartitions(request);
  if (objectBounds === null) return kept;
  const test = objectMayHold(objectBounds, request.domains, numbers, kept.condition);
  return test === null ? kept : { ...kept, condition: `(${kept.condition} AND ${test})` };
}

interface KeptRows {
  readonly condition: string;
  /** Parameters of the condition. */
  readonly values: readonly string[];
}

/** Ranges of partitions that are few enough to be written out, so that DuckDB skips parts of the relations by them. */
const mostRanges = 64;

function keptPartitions({ partitions }: MeasureRequest): KeptRows {
  if (partitions === 'all') return { condition: 'true', values: [] };
  const ranges = rangesOf(partitions);
  const [first] = ranges;
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) return { condition: 'false', values: [] };
  if (ranges.length <= mostRanges) {
    const tests = ranges.map(({ from, to }) => `partition_id BETWEEN ${from} AND ${to}`);
    return { condition: `(${tests.join(' OR ')})`, values: [] };
  }
  const list = `SELECT unnest(string_split($1, ',')::INTEGER[])`;
  return {
    condition: `(partition_id BETWEEN ${first.from} AND ${last.to} AND partition_id IN (${list}))`,
    values: [partitions.join(',')],
  };
}

function rangesOf(ids: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const id of [...ids].sort((left, right) => left - right)) {
    const last = ranges.at(-1);
    if (last !== undefined && id <= last.to + 1) last.to = id;
    else ranges.push({ from: id, to: id });
  }
  return ranges;
}

function objectsSql(
  { objects, objectBounds, chunkFormat }: Relations,
  condition: string,
  withTrinoBytes: boolean,
): string {
  const bytesOf = (states: string, figure: string): string =>
    `coalesce(${figure} FILTER (state IN (${states})), 0)::BIGINT`;
  return `SELECT count(bytes) AS objects,
      count(*) FILTER (state = 'unlisted') AS unlisted_partitions,
      count(*) FILTER (state = 'whole') AS whole_objects,
      ${bytesOf("'whole'", 'sum(bytes)')} AS whole_bytes,
      ${bytesOf("'whole'", 'min(bytes)')} AS smallest_whole_bytes,
      count(*) FILTER (state = 'chunked') AS chunked_objects,
      ${withTrinoBytes ? `${bytesOf("'chunked'", `sum(${objectOverhead(trinoReaders[chunkFormat], 'likely')})`)} AS overhead_likely_bytes,` : ''}
      ${withTrinoBytes ? `${bytesOf("'chunked'", `sum(${objectOverhead(trinoReaders[chunkFormat], 'high')})`)} AS overhead_high_bytes,` : ''}
      count(*) FILTER (state IN ('opaque', 'unreadable', 'bounded')) AS opaque_objects,
      ${bytesOf("'opaque', 'unreadable', 'bounded'", 'sum(bytes)')} AS opaque_bytes,
      count(*) FILTER (state = 'bounded') AS bounded_objects,
      count(*) FILTER (state = 'deletes') AS delete_objects,
      ${bytesOf("'deletes'", 'sum(bytes)')} AS delete_bytes,
      ${objectBounds === null ? '' : `(SELECT coalesce(sum(most_bytes), 0)::BIGINT FROM ${objectBounds.relation} WHERE ${condition}) AS most_delete_bytes,`}
      count(*) FILTER (state = 'unreadable') AS unreadable_objects,
      min(reason) AS detail
    FROM ${objects} WHERE ${condition}`;
}

function rowGroupsSql(
  relations: Relations,
  rowGroups: readonly string[],
  request: MeasureRequest,
  condition: string,
  columns: readonly { readonly leaves: readonly number[]; readonly result: string }[],
  numbers: LeafNumbers,
): string {
  const { keeps, lacks } = statisticsTests(relations, request, numbers);
  const requested = [...new Set(columns.flatMap((column) => column.leaves))].sort(
    (left, right) => left - right,
  );
  const conjuncts = conjunctLeaves(request, numbers, relations);
  const tested = [...request.domains.keys()].flatMap((path) => numbers.readWith(path));
  const source = joined(
    rowGroups,
    [...requested, ...tested, ...conjuncts.flatMap(({ leaves }) => leaves)],
    condition,
  );
  const discrete = conjuncts.flatMap(({ leaves, isDiscrete: is }) => (is ? leaves : []));
  const reader = trinoReaders[relations.chunkFormat];
  const bytes = bytesOf(requested);
  const perColumn = columns.map(({ leaves, result }) => `${bytesOf(leaves)} AS ${result}`);
  const totals = columns.map(
    ({ result }) => `coalesce(sum(${result}) FILTER (keeps), 0)::BIGINT AS ${result}`,
  );
  const total = (figure: string, name: string): string =>
    `coalesce(${figure} FILTER (keeps), 0)::BIGINT AS ${name}`;
  const trino = (request.withTrinoBytes ?? true) && {
    totals: `, ${total('sum(trino_likely)', 'trino_likely_bytes')}, ${total('sum(trino_high)', 'trino_high_bytes')}`,
    figures: `, ${rowGroupBytes(reader, requested, [], 'likely')} AS trino_likely,
        ${rowGroupBytes(reader, requested, discrete, 'high')} AS trino_high`,
  };
  return `SELECT count(*) FILTER (keeps) AS row_groups, count(*) FILTER (lacks) AS lacking_row_groups,
      ${total('sum(bytes)', 'chunk_bytes')}, ${total('sum(latest)', 'latest_bytes')},
      ${total('min(bytes)', 'smallest_bytes')}, ${total('max(rows)', 'largest_rows')}, ${total('sum(rows)', 'kept_rows')}
      ${trino === false ? '' : trino.totals}
      ${totals.map((column) => `, ${column}`).join('')}
    FROM (SELECT rows, ${keeps} AS keeps, ${lacks} AS lacks, ${bytes} AS bytes, ${latestBytes(conjuncts, bytes)} AS latest
        ${trino === false ? '' : trino.figures}
        ${perColumn.map((column) => `, ${column}`).join('')}
      FROM ${source})`;
}

/** The relations that hold these leaves, each cut down to the kept partitions before they are joined. */
function joined(rowGroups: readonly string[], leaves: readonly number[], condition: string): string {
  const indexes = new Set([0, ...leaves.map((leaf) => Math.floor(leaf / leavesPerRelation))]);
  const parts = [...indexes].map((index) => `(SELECT * FROM ${rowGroups[index] ?? ''} WHERE ${condition})`);
  return parts.reduce((left, right) => `${left} JOIN ${right} USING (partition_id, object_id, row_group)`);
}

function bytesOf(leaves: readonly number[]): string {
  return leaves.length === 0 ? '0' : leaves.map((leaf) => `coalesce(bytes_${leaf}, 0)`).join(' + ');
}

function statisticsTests(
  { leaves }: Relations,
  { domains }: MeasureRequest,
  numbers: LeafNumbers,
): { readonly keeps: string; readonly lacks: string } {
  const keeps: string[] = [];
  const lacks: string[] = [];
  for (const [path, domain] of domains) {
    const leaf = numbers.at(path);
    if (leaf === null) continue;
    if (!isComparable(domain, leaves[leaf]?.boundType ?? null)) continue;
    keeps.push(mayHold(domain, leaf));
    lacks.push(lacksBounds(leaf));
  }
  return { keeps: keeps.join(' AND ') || 'true', lacks: lacks.join(' OR ') || 'false' };
}

interface ConjunctLeaves {
  readonly leaves: readonly number[];
  /** Single values of one column: a dictionary or Bloom filter may say that none is there. */
  readonly isDiscrete: boolean;
  /** Objects are placed by these columns: whole partitions may pass or fail without a look at them. */
  readonly mayBeSettled: boolean;
}

function conjunctLeaves(
  { conjunctColumns, domains }: MeasureRequest,
  numbers: LeafNumbers,
  { objectBounds }: Relations,
): readonly ConjunctLeaves[] {
  return conjunctColumns.map((paths) => {
    const leaves = [...new Set(paths.flatMap((path) => numbers.readWith(path)))];
    const domain = paths.length === 1 ? domains.get(paths[0] ?? '') : undefined;
    const mayBeSettled = leaves.length > 0 && leaves.every((leaf) => objectBounds?.placedBy.includes(leaf));
    return {
      leaves,
      mayBeSettled,
      isDiscrete: domain !== undefined && leaves.length === 1 && isDiscrete(domain),
    };
  });
}

/** In a row group where nothing passes, an engine may stop after the columns of any one conjunct. */
function latestBytes(conjuncts: readonly ConjunctLeaves[], all: string): string {
  if (conjuncts.length === 0) return all;
  const alternatives = conjuncts.map(({ leaves, isDiscrete: is, mayBeSettled }) => {
    const [leaf] = leaves;
    if (mayBeSettled) return '0';
    if (!is || leaf === undefined) return bytesOf(leaves);
    return `CASE WHEN dictionary_${leaf} OR bloom_${leaf} IS NOT NULL THEN 0 ELSE ${bytesOf(leaves)} END`;
  });
  return `least(${[all, ...alternatives].join(', ')})`;
}
