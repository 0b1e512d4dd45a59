import { hiveHashOf } from '../../formats/hive-bucket.js';
import type { Properties } from '../../sql/statement.js';
import type { Session } from '../duckdb-session.js';
import type { ObjectBounds } from '../relations.js';
import type { TakenTable } from '../taken-table.js';
import type { DeclaredTable } from './declared-table.js';

/**
 * Bucket of an object by its name: Hive writes `000003_0`, Athena `20240101_..._bucket-00003`. Others, and the notes that
 * objects are not known, have none.
 */
const bucketOfPath = `TRY_CAST(nullif(coalesce(
  nullif(regexp_extract(path, '(?:^|/)(0[0-9]+)_[0-9]+[^/]*$', 1), ''),
  regexp_extract(path, '_bucket-([0-9]+)(?:[-_.][^/]*)?$', 1)), '') AS BIGINT)`;

/**
 * Puts the buckets of the objects beside them, by which an equality on all columns of CLUSTERED BY excludes objects:
 * https://docs.aws.amazon.com/athena/latest/ug/ctas-partitioning-and-bucketing-what-is-bucketing.html, read 2025-11-21.
 * Null for a table without buckets.
 */
export async function storeClustering(
  { clustering, properties }: DeclaredTable,
  { columns, relations }: TakenTable,
  session: Session,
): Promise<ObjectBounds | null> {
  if (clustering === null || clustering.buckets < 1) return null;
  const clustered = clustering.columns.flatMap((name) => {
    const type = columns.find((column) => column.name === name)?.type;
    const leaf = relations.leaves.findIndex(({ path }) => path === name);
    return type === undefined || leaf < 0 ? [] : [{ leaf, hash: hiveHashOf(type) }];
  });
  if (clustered.length < clustering.columns.length) return null;
  const relation = `${relations.objects}_buckets`;
  await session.run(`CREATE TABLE ${relation} AS SELECT object_id, partition_id, rows, 0 AS most_bytes,
    ${bucketOfPath} AS bucket FROM ${relations.objects}`);
  const [row = {}] = await session.rows(
    `SELECT count(*) AS unnamed FROM ${relation} WHERE bucket IS NULL AND object_id >= 0`,
  );
  const isKnown = Number(row['unnamed']) === 0 && !hasOtherHash(properties);
  return {
    relation,
    leaves: [],
    buckets: [],
    placedBy: [],
    clustering: { columns: clustered, buckets: clustering.buckets, isKnown },
  };
}

/** Hive's second hash, and Spark's. */
function hasOtherHash(properties: Properties): boolean {
  return properties.get('bucketing_version') === '2' || properties.get('bucketing_format') === 'spark';
}
