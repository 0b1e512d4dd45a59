import { isDiscrete } from '../scan/domain-algebra.js';
import { keptBuckets } from './clustered-buckets.js';
import { holdsOnly, isComparable, lacksBounds, mayHold } from './domain-sql.js';
import type { MeasureRequest } from './inventory.js';
import { keptPartitionsSql } from './kept-partitions-sql.js';
import { type LeafNumbers, leafNumbers } from './leaf-numbers.js';
import { objectMayHold } from './object-bounds-sql.js';
import { orcTail } from './orc-tail.js';
import { leavesPerRelation, type Relations } from './relations.js';
import { sumSql } from './sum-sql.js';
import { objectOverhead, rowGroupBytes, trinoReaders } from './trino-bytes.js';

export interface MeasureQuery {
  /** One row for each state of the kept objects, at least one; the figures of row groups and deletes are in each. */
  readonly sql: string;
  /** Of each requested column that the table stores: its path, and the leaves that reading it reads. */
  readonly columns: readonly { readonly path: string; readonly leaves: readonly number[] }[];
  /** Leaves of all columns, each once. The bytes of leaf i are in `bytes_i`. */
  readonly leaves: readonly number[];
  /** Whether `latest_bytes` is among the results; without filters it is the sum of all leaves. */
  readonly hasLatestBytes: boolean;
  /** Whether an engine that knows the buckets of the objects may skip more of them. */
  readonly mayExcludeMore: boolean;
  /** Whether the figures of the `trino` profile are among the results. */
  readonly withTrinoBytes: boolean;
}

/** One statement that answers a request: what is left of the objects, and of the row groups where there are any. */
export function measureQuery(relations: Relations, request: MeasureRequest): MeasureQuery {
  const numbers = leafNumbers(relations.leaves);
  const condition = keptObjectsSql(relations, request, numbers);
  const columns = [...new Set(request.columns)].flatMap((path) => {
    const leaves = numbers.readWith(path);
    return leaves.length === 0 ? [] : [{ path, leaves }];
  });
  const leaves = [...new Set(columns.flatMap((column) => column.leaves))].sort((left, right) => left - right);
  const { withTrinoBytes = true } = request;
  const conjuncts = conjunctLeaves(request, numbers, relations);
  const { rowGroups, objectBounds } = relations;
  const clustering = objectBounds?.clustering ?? null;
  const once: string[] = [];
  if (rowGroups !== null) {
    const tests = statisticsTests(relations, request, numbers);
    once.push(rowGroupsSql(relations, rowGroups, { condition, leaves, conjuncts, tests, withTrinoBytes }));
  }
  if (objectBounds !== null) {
    once.push(`SELECT sum(most_bytes) AS most_delete_bytes FROM ${objectBounds.relation} WHERE ${condition}`);
  }
  const sources = ['(SELECT 1 AS one)', ...once.map((sql) => `(${sql})`)];
  return {
    sql: `SELECT * FROM ${sources.join(', ')} LEFT JOIN (${objectsSql(relations, condition, withTrinoBytes)}) ON true`,
    columns,
    leaves,
    hasLatestBytes: conjuncts.length > 0,
    mayExcludeMore: clustering !== null && keptBuckets(clustering, request.domains, numbers) === 'unknown',
    withTrinoBytes,
  };
}

/** Of the kept partitions, the objects that a table format does not exclude. */
function keptObjectsSql({ objectBounds }: Relations, request: MeasureRequest, numbers: LeafNumbers): string {
  const condition = keptPartitionsSql(request.partitions);
  if (objectBounds === null) return condition;
  const test = objectMayHold(objectBounds, request.domains, numbers, condition);
  return test === null ? condition : `(${condition} AND ${test})`;
}

function objectsSql({ objects, chunkFormat }: Relations, condition: string, withTrinoBytes: boolean): string {
  const overhead = (side: 'likely' | 'high'): string => objectOverhead(trinoReaders[chunkFormat], side);
  const trino = `, sum(${overhead('likely')}) AS overhead_likely_bytes, sum(${overhead('high')}) AS overhead_high_bytes`;
  const tails = `, sum(${orcTail.likelyBytes}) AS tail_likely_bytes, sum(${orcTail.highBytes}) AS tail_high_bytes`;
  return `SELECT state, count(*) AS entries, count(bytes) AS objects, sum(bytes) AS object_bytes,
      min(bytes) AS smallest_object_bytes, min(reason) AS reason
      ${chunkFormat === 'orc' ? tails : ''}${withTrinoBytes ? trino : ''}
    FROM ${objects} WHERE ${condition} GROUP BY state`;
}

interface RowGroupQuestion {
  readonly condition: string;
  readonly leaves: readonly number[];
  readonly conjuncts: readonly ConjunctLeaves[];
  readonly tests: readonly StatisticsTest[];
  readonly withTrinoBytes: boolean;
}

function rowGroupsSql(
  { chunkFormat }: Relations,
  rowGroups: readonly string[],
  { condition, leaves, conjuncts, tests, withTrinoBytes }: RowGroupQuestion,
): string {
  const used = [...leaves, ...tests.map(({ leaf }) => leaf), ...conjuncts.flatMap((each) => each.leaves)];
  const keeps = tests.map((test) => test.keeps).join(' AND ') || 'true';
  const lacks = tests.map((test) => test.lacks).join(' OR ') || 'false';
  const filter = tests.length === 0 ? '' : ' FILTER (keeps)';
  const figures = [`${keeps} AS keeps`, `${lacks} AS lacks`, `${bytesOf(leaves)} AS bytes`];
  const totals = [
    `count(*)${filter} AS row_groups`,
    'count(*) FILTER (lacks) AS lacking_row_groups',
    `min(bytes)${filter} AS smallest_bytes`,
    `max(rows)${filter} AS largest_rows`,
    `sum(rows)${filter} AS kept_rows`,
    ...leaves.map((leaf) => `sum(bytes_${leaf})${filter} AS bytes_${leaf}`),
  ];
  if (conjuncts.length > 0) {
    figures.push(`${latestBytes(conjuncts, bytesOf(leaves))} AS latest`);
    totals.push(`sum(latest)${filter} AS latest_bytes`);
  }
  if (withTrinoBytes) {
    const discrete = conjuncts.flatMap((conjunct) => (conjunct.isDiscrete ? conjunct.leaves : []));
    const reader = trinoReaders[chunkFormat];
    figures.push(`${rowGroupBytes(reader, leaves, [], 'likely')} AS trino_likely`);
    figures.push(`${rowGroupBytes(reader, leaves, discrete, 'high')} AS trino_high`);
    totals.push(`sum(trino_likely)${filter} AS trino_likely_bytes`);
    totals.push(`sum(trino_high)${filter} AS trino_high_bytes`);
  }
  return `SELECT ${totals.join(', ')}
    FROM (SELECT ${['rows', ...figures, ...leaves.map((leaf) => `bytes_${leaf}`)].join(', ')}
      FROM ${joined(rowGroups, used, condition)} WHERE ${keeps} OR ${lacks})`;
}

/** The relations that hold these leaves, each cut down to the kept partitions before they are joined. */
function joined(rowGroups: readonly string[], leaves: readonly number[], condition: string): string {
  const indexes = new Set([0, ...leaves.map((leaf) => Math.floor(leaf / leavesPerRelation))]);
  const parts = [...indexes].map((index) => `(SELECT * FROM ${rowGroups[index] ?? ''} WHERE ${condition})`);
  return parts.reduce((left, right) => `${left} JOIN ${right} USING (partition_id, object_id, row_group)`);
}

function bytesOf(leaves: readonly number[]): string {
  return sumSql(leaves.map((leaf) => `coalesce(bytes_${leaf}, 0)`));
}

interface StatisticsTest {
  readonly leaf: number;
  readonly keeps: string;
  readonly lacks: string;
}

function statisticsTests(
  { leaves }: Relations,
  { domains }: MeasureRequest,
  numbers: LeafNumbers,
): readonly StatisticsTest[] {
  return [...domains].flatMap(([path, domain]) => {
    const leaf = numbers.at(path);
    if (leaf === null || !isComparable(domain, leaves[leaf]?.boundType ?? null)) return [];
    return [{ leaf, keeps: mayHold(domain, leaf), lacks: lacksBounds(leaf) }];
  });
}

interface ConjunctLeaves {
  readonly leaves: readonly number[];
  /** Single values of one column: a Bloom filter may say that none is there, as a dictionary may of any range. */
  readonly isDiscrete: boolean;
  /** Condition that statistics let every value pass, so that no dictionary is asked; null for no domain of one leaf. */
  readonly passesAll: string | null;
  /** Objects are placed by these columns: whole partitions may pass or fail without a look at them. */
  readonly mayBeSettled: boolean;
}

function conjunctLeaves(
  { conjunctColumns, domains }: MeasureRequest,
  numbers: LeafNumbers,
  { leaves: stored, objectBounds }: Relations,
): readonly ConjunctLeaves[] {
  return conjunctColumns.map((paths) => {
    const leaves = [...new Set(paths.flatMap((path) => numbers.readWith(path)))];
    const domain = paths.length === 1 ? domains.get(paths[0] ?? '') : undefined;
    const [leaf] = leaves;
    const isSingle = domain !== undefined && leaves.length === 1 && leaf !== undefined;
    const mayBeSettled = leaves.length > 0 && leaves.every((leaf) => objectBounds?.placedBy.includes(leaf));
    return {
      leaves,
      mayBeSettled,
      isDiscrete: isSingle && isDiscrete(domain),
      passesAll: isSingle ? holdsOnly(domain, leaf, stored[leaf]?.boundType ?? null) : null,
    };
  });
}

/** In a row group where nothing passes, an engine may stop after the columns of any one conjunct. */
function latestBytes(conjuncts: readonly ConjunctLeaves[], all: string): string {
  if (conjuncts.length === 0) return all;
  const alternatives = conjuncts.map(({ leaves, isDiscrete: is, passesAll, mayBeSettled }) => {
    const [leaf] = leaves;
    if (mayBeSettled) return '0';
    if (passesAll === null || leaf === undefined) return bytesOf(leaves);
    const looks = `(dictionary_${leaf}${is ? ` OR bloom_${leaf} IS NOT NULL` : ''})`;
    const bytes = bytesOf(leaves);
    return `CASE WHEN NOT ${looks} THEN ${bytes} WHEN ${passesAll} THEN ${bytes} ELSE 0 END`;
  });
  return `least(${[...new Set([all, ...alternatives])].join(', ')})`;
}
