import type { Column } from './catalog.js';
import type { DataObject, FoundTable } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { readSchema } from './read-schema.js';
import { storeTable } from './store-table.js';
import type { TakenTable } from './taken-table.js';

/**
 * Takes a table whose log is not read: all of its objects together are the most that a scan reads. Which of them are
 * of the current version is not known, so nothing is skipped and there is no lower bound.
 */
export async function takeBoundedTable(
  found: FoundTable,
  reason: string,
  session: Session,
): Promise<TakenTable> {
  const schema = await readSchema(found, session);
  const keys = found.partitionKeys.map((name): Column => ({ name, type: { kind: 'varchar', length: null } }));
  const stored = new Set(found.partitionKeys);
  const columns = [...schema.columns.filter(({ name }) => !stored.has(name)), ...keys];
  const objects = found.objects.map(
    (object): DataObject => ({ ...object, partition: 0, opaqueReason: reason, mayBeOutdated: true }),
  );
  const whole = { ...found, partitionKeys: [], partitions: [[]], objects };
  return storeTable(whole, { columns, unreadable: new Map(), codec: schema.codec }, session);
}
