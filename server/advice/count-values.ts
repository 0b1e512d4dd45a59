import type { FilteredColumn } from '../../estimator/advice-report.js';
import { DryRunError } from '../../estimator/errors.js';
import type { EngineTable } from '../engine/engine-table.js';
import { quoteIdentifier } from '../engine/quote.js';
import type { Services } from '../services.js';

/** Columns that are counted at most: each is read whole. */
const mostColumns = 4;

/**
 * How many values some columns of a table have; empty where that cannot be found out in time. Throws `busy`, and what
 * the signal is aborted with.
 */
export async function countValues(
  { context: { engine, limits } }: Services,
  { database, table }: EngineTable,
  filtered: readonly FilteredColumn[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const names = filtered.slice(0, mostColumns).map(({ name }) => name);
  if (names.length === 0) return new Map();
  const counts = names.map((name, index) => `count(DISTINCT ${quoteIdentifier(name)}) AS c${index}`);
  const from = [database, table].map(quoteIdentifier).join('.');
  const sql = `SELECT ${counts.join(', ')} FROM ${from}`;
  try {
    const { rows } = await engine.run({ sql, database, deadlineMs: limits.runDeadlineMs, signal });
    const cells = rows[0] ?? [];
    return new Map(names.map((name, index) => [name, Number(cells[index])]));
  } catch (error) {
    if (!(error instanceof DryRunError) || signal.aborted || error.code === 'busy') throw error;
    return new Map();
  }
}
