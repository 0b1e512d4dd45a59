import { hiveHashOf } from '../../formats/hive-bucket.js';
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
 * Puts the buckets of the objects beside them, by which an equality on the column of CLUSTERED BY excludes objects. Null
 * where it does not: several columns, types that are not hashed here, and hashes other than Hive's first
 * (https://docs.aws.amazon.com/athena/latest/ug/ctas-partitioning-and-bucketing-what-is-bucketing.html, read 2025-11-21).
 */
export async function storeClustering(
  { clustering, properties }: DeclaredTable,
  { columns, relations }: TakenTable,
  session: Session,
): Promise<ObjectBounds | null> {
  const [name, ...others] = clustering?.columns ?? [];
  const column = columns.find((each) => each.name === name);
  if (clustering === null || column === undefined || others.length > 0 || clustering.buckets < 1) return null;
  const hash = hiveHashOf(column.type);
  const leaf = relations.leaves.findIndex(({ path }) => path === name);
  const otherHash =
    properties.get('bucketing_version') === '2' || properties.get('bucketing_format') === 'spark';
  if (hash === null || leaf < 0 || otherHash) return null;
  const relation = `${relations.objects}_buckets`;
  await session.run(`CREATE TABLE ${relation} AS SELECT object_id, partition_id, rows, 0 AS most_bytes,
    ${bucketOfPath} AS bucket FROM ${relations.objects}`);
  return {
    relation,
    leaves: [],
    buckets: [],
    placedBy: [],
    clustering: { leaf, buckets: clustering.buckets, hash },
  };
}
