import type { Bound, Domain, DomainValue } from '../scan/domain.js';
import { compareDomainValues } from '../scan/domain-value.js';
import { isComparable } from './domain-sql.js';
import type { Row } from './duckdb-session.js';
import { leafNumbers } from './leaf-numbers.js';
import { leavesPerRelation, type Relations } from './relations.js';
import { storedBounds } from './stored-bound.js';

type Domains = ReadonlyMap<string, Domain>;

/** Bounds of more row groups than this would fill the memory. */
const mostRowGroups = 10_000;

/** A list with more values is seldom typed anew. */
const mostValues = 16;

/**
 * Gives domains that measure the same as those asked about, and that are the same for many of them: a query whose
 * constant is typed anew then asks DuckDB what it was asked before, and need not wait for it.
 *
 * Row groups are tested by comparing constants with their bounds. Of constants that no stored bound equals or lies
 * between, each passes the same tests: the first that is met stands for all. The bounds of a column are read when it is
 * filtered a second time, as a program that asks once has no use for them.
 */
export function representDomains(
  { rowGroups, leaves, counts, objectBounds }: Relations,
  ask: (sql: string) => Promise<readonly Row[]>,
): (domains: Domains) => Promise<Domains> {
  // Table formats also place objects by hashes of values.
  if (rowGroups === null || objectBounds !== null || counts.rowGroups > mostRowGroups) {
    return async (domains) => domains;
  }
  const numbers = leafNumbers(leaves);
  const filtered = new Set<number>();
  const gaps = new Map<number, Promise<Gaps | null>>();

  const readGaps = async (leaf: number, kind: DomainValue['kind']): Promise<Gaps | null> => {
    const { sql, read } = storedBounds[kind];
    const both = `SELECT DISTINCT unnest([min_${leaf}, max_${leaf}]) AS stored
      FROM ${rowGroups[Math.floor(leaf / leavesPerRelation)] ?? ''}`;
    const rows = await ask(
      `SELECT ${sql('stored')} AS bound FROM (${both}) WHERE stored IS NOT NULL ORDER BY stored`,
    );
    return gapsBetween(rows.map(({ bound }) => read(String(bound))));
  };

  const represent = async (path: string, domain: Domain): Promise<Domain> => {
    const leaf = numbers.at(path);
    const [first] = valuesOf(domain);
    if (leaf === null || first === undefined || !isComparable(domain, leaves[leaf]?.boundType ?? null)) {
      return domain;
    }
    if (!filtered.has(leaf)) {
      filtered.add(leaf);
      return domain;
    }
    // Where the bounds cannot be read, the measure itself tells why.
    const known = gaps.get(leaf) ?? readGaps(leaf, first.kind).catch(() => null);
    gaps.set(leaf, known);
    return (await known)?.represent(domain) ?? domain;
  };

  return async (domains) => {
    const represented = new Map<string, Domain>();
    for (const [path, domain] of domains) represented.set(path, await represent(path, domain));
    return represented;
  };
}

interface Gaps {
  readonly represent: (domain: Domain) => Domain;
}

/** Null where the bounds are not in order, as with NaN among them. */
function gapsBetween(bounds: readonly DomainValue[]): Gaps | null {
  if (!bounds.every((bound, index) => index === 0 || isLess(bounds[index - 1] ?? bound, bound))) return null;
  /** By how many bounds are below. */
  const first = new Map<number, DomainValue>();

  const representative = (value: DomainValue): DomainValue => {
    const below = countBelow(bounds, value);
    const next = bounds[below];
    if (next !== undefined && !isLess(value, next)) return value;
    const known = first.get(below) ?? value;
    first.set(below, known);
    return known;
  };

  return {
    represent(domain) {
      const values = valuesOf(domain);
      if (values.length > mostValues) return domain;
      const represented = values.map(representative);
      // Two of one gap would become one value, and ranges touch that did not.
      const keepsApart = values.every(
        (value, index) =>
          index === 0 ||
          isLess(values[index - 1] ?? value, value) ===
            isLess(represented[index - 1] ?? value, represented[index] ?? value),
      );
      if (!keepsApart) return domain;
      const replaced = (bound: Bound | null): Bound | null =>
        bound === null ? null : { ...bound, value: representative(bound.value) };
      const ranges = domain.ranges.map(({ low, high }) => ({ low: replaced(low), high: replaced(high) }));
      return { ...domain, ranges };
    },
  };
}

/** Ascending, as ranges are. */
function valuesOf({ ranges }: Domain): readonly DomainValue[] {
  return ranges.flatMap(({ low, high }) =>
    [low, high].flatMap((bound) => (bound === null ? [] : [bound.value])),
  );
}

function countBelow(bounds: readonly DomainValue[], value: DomainValue): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const bound = bounds[middle];
    if (bound !== undefined && isLess(bound, value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isLess(left: DomainValue, right: DomainValue): boolean {
  return compareDomainValues(left, right) < 0;
}
