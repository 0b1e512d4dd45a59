import type { Row } from './duckdb-session.js';
import type { ChunkMeasure, Measure } from './inventory.js';
import type { MeasureQuery } from './measure-sql.js';
import { mostStripeFooterBytes } from './orc-tail.js';
import type { ObjectState, Relations } from './relations.js';

/** What the rows of a `MeasureQuery` say. */
export function toMeasure(rows: readonly Row[], query: MeasureQuery, relations: Relations): Measure {
  const { counts, rowGroups } = relations;
  const [first = {}] = rows;
  const states = new Map(rows.map((row) => [row['state'], row]));
  const figure = (state: ObjectState, name: string): number => figureOf(states.get(state) ?? {}, name);
  const sum = (name: string, ...of: readonly ObjectState[]): number =>
    of.reduce((total, state) => total + figure(state, name), 0);
  const kept = rows.reduce((total, row) => total + figureOf(row, 'objects'), 0);
  const isChunked = rowGroups !== null && (states.has('chunked') || kept === 0);
  return {
    unlistedPartitions: figure('unlisted', 'entries'),
    objects: { kept, total: counts.objects },
    rowGroups: isChunked ? { kept: figureOf(first, 'row_groups'), total: counts.rowGroups } : null,
    mayExcludeMore: query.mayExcludeMore,
    wholeObjects: {
      count: figure('whole', 'entries'),
      bytes: figure('whole', 'object_bytes'),
      smallestBytes: figure('whole', 'smallest_object_bytes'),
    },
    chunks: toChunks(first, states.get('chunked') ?? {}, query, relations),
    opaqueObjects: {
      count: sum('entries', 'opaque', 'unreadable', 'bounded'),
      bytes: sum('object_bytes', 'opaque', 'unreadable', 'bounded'),
      unreadable: figure('unreadable', 'entries'),
      perhapsOutdated: figure('bounded', 'entries'),
      detail: firstReason(rows),
    },
    deletes: {
      count: figure('deletes', 'entries'),
      bytes: figure('deletes', 'object_bytes'),
      mostBytes: figureOf(first, 'most_delete_bytes'),
    },
  };
}

/** A sum over nothing is NULL in SQL. */
function figureOf(row: Row, name: string): number {
  return Number(row[name] ?? 0);
}

function firstReason(rows: readonly Row[]): string | null {
  const reasons = rows.map((row) => row['reason']).filter((reason) => typeof reason === 'string');
  return reasons.sort()[0] ?? null;
}

function toChunks(
  groups: Row,
  chunked: Row,
  { columns, leaves, hasLatestBytes, withTrinoBytes }: MeasureQuery,
  { chunkFormat, leaves: stored }: Relations,
): ChunkMeasure {
  const stripes = chunkFormat === 'orc' && leaves.length > 0 ? figureOf(groups, 'row_groups') : 0;
  const bytesOf = (each: readonly number[]): number =>
    each.reduce((total, leaf) => total + figureOf(groups, `bytes_${leaf}`), 0);
  const trino = (side: 'likely' | 'high'): number | null =>
    withTrinoBytes
      ? figureOf(groups, `trino_${side}_bytes`) + figureOf(chunked, `overhead_${side}_bytes`)
      : null;
  return {
    bytes: bytesOf(leaves),
    latestBytes: hasLatestBytes ? figureOf(groups, 'latest_bytes') : bytesOf(leaves),
    bytesByColumn: new Map(columns.map((column) => [column.path, bytesOf(column.leaves)])),
    smallestRowGroupBytes: figureOf(groups, 'smallest_bytes'),
    rowsInLargestRowGroup: figureOf(groups, 'largest_rows'),
    rows: figureOf(groups, 'kept_rows'),
    rowGroupsWithoutStatistics: figureOf(groups, 'lacking_row_groups'),
    tails: {
      likelyBytes: figureOf(chunked, 'tail_likely_bytes'),
      highBytes: figureOf(chunked, 'tail_high_bytes') + mostStripeFooterBytes(stripes, stored.length),
    },
    trinoHighBytes: trino('high'),
    trinoLikelyBytes: trino('likely'),
  };
}
