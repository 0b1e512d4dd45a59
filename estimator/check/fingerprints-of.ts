import { createHash } from 'node:crypto';
import type { Complaint } from './complaints-of.js';

/**
 * For each complaint an id that stays the same from run to run while lines move and figures change: a hash of rule,
 * file and the tables that the statement reads, numbered where several are alike. No two are the same.
 */
export function fingerprintsOf(complaints: readonly Complaint[]): readonly string[] {
  const seen = new Map<string, number>();
  return complaints.map(({ rule, file, statement }) => {
    const tables = (statement?.scans ?? []).map(({ database, table }) => `${database}.${table}`);
    const identity = JSON.stringify([rule, file, [...new Set(tables)].sort()]);
    const number = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, number);
    return createHash('sha256').update(`${identity}${number}`).digest('hex');
  });
}
