import { countOf } from '../count-of.js';
import type { Session } from './duckdb-session.js';
import type { TakenTable } from './taken-table.js';

/** Says which objects of a table could not be read, the first by name; null where all were. */
export async function describeUnreadObjects(
  database: string,
  { name, relations }: TakenTable,
  session: Session,
): Promise<string | null> {
  const [row] = await session.rows(
    `SELECT count(*) AS unread, min_by(reason, object_id) AS reason FROM ${relations.objects}
    WHERE state = 'unreadable'`,
  );
  const unread = Number(row?.['unread'] ?? 0);
  if (unread === 0) return null;
  const objects = `${unread} of ${countOf(relations.counts.objects, 'object')}`;
  const more = unread === 1 ? '' : ` (and ${unread - 1} more)`;
  return `${database}.${name}: ${objects} cannot be read and may fail a query: ${String(row?.['reason'])}${more}.`;
}
