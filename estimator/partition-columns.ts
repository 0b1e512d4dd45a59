import type { Column } from './catalog/catalog.js';
import { DryRunError } from './errors.js';
import { nearestName } from './nearest-name.js';
import type { Span } from './sql/span.js';
import type { Properties, Statement } from './sql/statement.js';

/** Columns by which CTAS and UNLOAD partition what they write, lower case: `partitioned_by = ARRAY['a', 'b']`. */
export function partitionColumns(properties: Properties): readonly string[] {
  const list = properties.get('partitioned_by') ?? '';
  return [...list.matchAll(/'([^']+)'/g)].map(([, name = '']) => name.toLowerCase());
}

/**
 * Throws `unknown_column` where a statement would write partitions by a column that its query does not give, and
 * `syntax` where these columns are not the last ones (Athena's pages of CTAS and UNLOAD, read 2025-11-21).
 */
export function checkPartitionColumns(statement: Statement, outputs: readonly Column[]): void {
  if (statement.kind !== 'create_table_as' && statement.kind !== 'unload') return;
  const keys = partitionColumns(statement.properties);
  const names = outputs.map(({ name }) => name);
  const span = headOf(statement);
  const unknown = keys.find((key) => !names.includes(key));
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, names);
    throw new DryRunError('unknown_column', { name: unknown, nearest, known: names }, span);
  }
  const last = names.slice(names.length - keys.length);
  if (keys.some((key, index) => last[index] !== key)) {
    const detail = `the columns of partitioned_by must be the last ones of the query, in their order: ${keys.join(', ')}.`;
    throw new DryRunError('syntax', { detail }, span);
  }
}

function headOf({ span }: Statement): Span {
  return { start: span.start, end: Math.min(span.end, span.start + 1) };
}
