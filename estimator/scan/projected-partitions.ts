import type { ProjectionProperties } from '../catalog/catalog.js';
import type { Partition } from '../catalog/inventory.js';
import { DryRunError } from '../errors.js';
import type { Clock } from '../evaluate/compiled.js';
import { projectedFolder } from '../projection/projected-folder.js';
import type { ProjectedKey, ProjectedValue } from '../projection/projected-key.js';
import { readProjection } from '../projection/read-projection.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import type { Value } from '../sql/value.js';
import { type NamedValues, namedValues } from './named-values.js';
import { type PartitionPredicate, partitionPredicates } from './partition-predicates.js';
import { type PrunedPartitions, undecidedOf } from './prune-partitions.js';

/** "> 1 million partitions cannot be read in one scan", https://docs.aws.amazon.com/athena/latest/ug/partitions.html, 2023-05-19 */
const mostPartitions = 1_000_000;

/**
 * The partitions that projection gives a query, found as Athena finds them: values from the properties, then the
 * predicates, then the folder of each; a folder without objects is a partition without bytes. `folders` null: what
 * objects there are is not known, and no id is. Throws `invalid_projection`, or `limit_exceeded` for too many.
 */
export function projectedPartitions(
  scan: Scan,
  projection: ProjectionProperties,
  folders: readonly Partition[] | null,
  conjuncts: readonly Expression[],
  clock: Clock,
): PrunedPartitions {
  const names = scan.table.partitionKeys.map(({ name }) => name);
  const predicates = partitionPredicates(scan, conjuncts, clock);
  const named = namedValues(conjuncts, clock);
  const keys = atTable(scan, () => readProjection(scan.table, projection, clock));
  const candidates = keys.map((key, index) => {
    const candidate = { name: names[index] ?? '', key, values: valuesNamed(named, names[index] ?? '') };
    const own = predicates.filter((predicate) => predicate.keys.size === 1 && predicate.keys.has(index));
    return passing(candidateValues(scan, candidate), index, own);
  });
  const joint = predicates.filter((predicate) => predicate.keys.size !== 1);
  const byPrefix = foldersByPrefix(folders ?? []);
  const ids = new Set<number>();
  let kept = 0;
  for (const values of combinations(candidates, joint)) {
    kept += 1;
    if (kept > mostPartitions) throw tooMany(scan);
    const folder = projectedFolder(
      projection,
      names,
      values.map(({ text }) => text),
    );
    for (const id of byPrefix.get(folder) ?? []) ids.add(id);
  }
  const sizes = keys.map(({ count }, index) => count ?? candidates[index]?.length ?? 0);
  return {
    ids: [...ids].sort((left, right) => left - right),
    counts: {
      kept,
      total: Math.min(
        Number.MAX_SAFE_INTEGER,
        sizes.reduce((product, size) => product * size, 1),
      ),
    },
    areUnlisted: folders === null && kept > 0,
    undecided: undecidedOf(predicates),
  };
}

/** Errors of the projection stand where the query names its table. */
function atTable<Result>({ span }: Scan, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    throw new DryRunError(error.code, error.data, span);
  }
}

function tooMany({ table, span }: Scan): DryRunError {
  return new DryRunError(
    'limit_exceeded',
    {
      what: `The projection of table ${table.name}`,
      limit: '1,000,000 partitions that Athena reads in one scan',
    },
    span,
  );
}

function valuesNamed(named: NamedValues, name: string): readonly string[] | null {
  return named === 'none' ? [] : (named.get(name) ?? null);
}

interface Candidate {
  readonly name: string;
  readonly key: ProjectedKey;
  /** That the query names, null where it names none. */
  readonly values: readonly string[] | null;
}

/** All values where they can be listed, else those that the query names. */
function candidateValues(scan: Scan, { name, key, values }: Candidate): Iterable<ProjectedValue> {
  if (key.count !== null && key.count <= mostPartitions) return key.values();
  if (values !== null) return values.map(key.find).filter((value) => value !== null);
  if (key.count === null) {
    const detail = `${name} is injected, so WHERE has to say its value by = or IN.`;
    throw new DryRunError('invalid_projection', { name: scan.table.name, detail }, scan.span);
  }
  throw tooMany(scan);
}

function passing(
  values: Iterable<ProjectedValue>,
  index: number,
  predicates: readonly PartitionPredicate[],
): readonly ProjectedValue[] {
  const row: Value[] = Array.from({ length: index + 1 }, () => null);
  const kept: ProjectedValue[] = [];
  for (const projected of values) {
    row[index] = projected.value;
    if (predicates.every(({ mayPass }) => mayPass(row))) kept.push(projected);
  }
  return kept;
}

/** All rows of one value for each key that the predicates over several keys let pass. */
function* combinations(
  candidates: readonly (readonly ProjectedValue[])[],
  predicates: readonly PartitionPredicate[],
  chosen: readonly ProjectedValue[] = [],
): Iterable<readonly ProjectedValue[]> {
  const next = candidates[chosen.length];
  if (next === undefined) {
    const row = chosen.map(({ value }) => value);
    if (predicates.every(({ mayPass }) => mayPass(row))) yield chosen;
    return;
  }
  // A condition is asked as soon as all of its keys have a value.
  const decidable = predicates.filter(({ keys }) => Math.max(...keys) === chosen.length);
  const later = predicates.filter((predicate) => !decidable.includes(predicate));
  for (const value of next) {
    const row = [...chosen, value];
    const values = decidable.length === 0 ? [] : row.map((each) => each.value);
    if (decidable.every(({ mayPass }) => mayPass(values))) yield* combinations(candidates, later, row);
  }
}

/** Which folders with objects lie in a folder, the folder itself among them. */
function foldersByPrefix(folders: readonly Partition[]): ReadonlyMap<string, readonly number[]> {
  const byPrefix = new Map<string, number[]>();
  for (const { id, values } of folders) {
    const path = values[0] ?? '';
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      const prefix = path.slice(0, slash + 1);
      const known = byPrefix.get(prefix);
      if (known === undefined) byPrefix.set(prefix, [id]);
      else known.push(id);
    }
  }
  return byPrefix;
}
