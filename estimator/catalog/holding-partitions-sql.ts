import type { Domain } from '../scan/domain.js';
import { isComparable, mayHold } from './domain-sql.js';
import { leafNumbers } from './leaf-numbers.js';
import { leavesPerRelation, type Relations } from './relations.js';

/**
 * A statement that names the partitions in which a row may have values of all the domains: those with a row group that
 * its statistics do not exclude, and those with objects of which no footer is known. What it does not name holds no
 * such row for sure.
 */
export function holdingPartitionsSql(relations: Relations, domains: ReadonlyMap<string, Domain>): string {
  const { rowGroups, objects, leaves } = relations;
  const unknown = `SELECT partition_id FROM ${objects} WHERE state <> 'chunked'`;
  if (rowGroups === null) return unknown;
  const numbers = leafNumbers(leaves);
  const tests = [...domains].flatMap(([path, domain]) => {
    const leaf = numbers.at(path);
    if (leaf === null || !isComparable(domain, leaves[leaf]?.boundType ?? null)) return [];
    return [{ leaf, mayHold: mayHold(domain, leaf) }];
  });
  const used = new Set([0, ...tests.map(({ leaf }) => Math.floor(leaf / leavesPerRelation))]);
  const source = [...used]
    .map((index) => rowGroups[index] ?? '')
    .reduce((left, right) => `${left} JOIN ${right} USING (partition_id, object_id, row_group)`);
  const condition = tests.map((test) => test.mayHold).join(' AND ') || 'true';
  return `${unknown} UNION SELECT partition_id FROM ${source} WHERE ${condition}`;
}
