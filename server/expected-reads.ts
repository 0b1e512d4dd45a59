import type { StatementReport } from '../estimator/report.js';
import type { QueryRequest } from './engine/engine.js';

/** What estimates say is read, so that the meter can tell chunks from the gaps between them. */
export function expectedReads(
  statements: readonly StatementReport[],
): Required<Pick<QueryRequest, 'columns' | 'scansOnce'>> {
  const scans = statements.flatMap((statement) => statement.scans);
  const tables = new Set(scans.map(({ database, table }) => `${database}.${table}`));
  return { columns: scans.flatMap(({ columns }) => columns), scansOnce: tables.size === scans.length };
}
