import type { Column } from './catalog.js';
import type { FoundTable } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { readSchema, type TableSchema } from './read-schema.js';
import { chunkFormatOf, type ObjectState, type Relations } from './relations.js';
import { type StoredFooters, storeRowGroups } from './store-row-groups.js';
import { storedLeaves } from './stored-leaves.js';

/** A table as its files describe it, with its relations in the session's memory. */
export interface TakenTable {
  readonly name: string;
  readonly location: string;
  readonly format: string;
  readonly codec: string;
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  readonly storedBytes: number;
  readonly relations: Relations;
}

let taken = 0;

/**
 * Reads the schema and the footers of a found table, and of each of its files where they turn out to be tables apart.
 * Throws `unreadable_file` or `invalid_catalog`.
 */
export async function takeTable(found: FoundTable, session: Session): Promise<readonly TakenTable[]> {
  const schema = await readSchema(found, session);
  if (schema.isOneTable) return [await storeTable(found, schema, session)];
  const tables: TakenTable[] = [];
  for (const table of found.apart) tables.push(...(await takeTable(table, session)));
  return tables;
}

async function storeTable(found: FoundTable, schema: TableSchema, session: Session): Promise<TakenTable> {
  taken += 1;
  const prefix = `table_${taken}`;
  const keys = new Set(found.partitionKeys);
  const columns = schema.columns.filter(({ name }) => !keys.has(name));
  const leaves = storedLeaves(
    columns,
    found.objects.some(({ format }) => format.storesStructs),
  );
  const hasRowGroups = found.objects.some(({ format }) => format.readFooter !== null);
  const footers = hasRowGroups
    ? await storeRowGroups(found, leaves, schema.unreadable, prefix, session)
    : null;
  await storeObjects(found, prefix, schema, footers, session);
  await storePartitions(found, prefix, session);
  return {
    name: found.name,
    location: found.location,
    format: nameOfFormat(found),
    codec: schema.codec,
    columns,
    partitionKeys: found.partitionKeys.map((name) => ({ name, type: { kind: 'varchar', length: null } })),
    storedBytes: found.objects.reduce((sum, { bytes }) => sum + bytes, 0),
    relations: {
      folder: null,
      partitions: `${prefix}_partitions`,
      objects: `${prefix}_objects`,
      rowGroups: footers?.relations ?? null,
      chunkFormat: chunkFormatOf(nameOfFormat(found)),
      leaves,
      counts: { objects: found.objects.length, rowGroups: footers?.rowGroups ?? 0 },
    },
  };
}

function nameOfFormat({ objects }: FoundTable): string {
  const names = new Set(objects.map(({ format }) => format.name));
  const [name = 'text'] = names;
  return names.size > 1 ? 'mixed' : name;
}

async function storeObjects(
  found: FoundTable,
  prefix: string,
  schema: TableSchema,
  footers: StoredFooters | null,
  session: Session,
): Promise<void> {
  await session.run(`CREATE TABLE ${prefix}_objects (object_id INTEGER, partition_id INTEGER, path VARCHAR, bytes BIGINT,
    format VARCHAR, codec VARCHAR, state VARCHAR, reason VARCHAR, footer_bytes BIGINT, rows BIGINT, row_groups INTEGER,
    storage_class VARCHAR)`);
  const appender = await (await session.connection()).createAppender(`${prefix}_objects`);
  for (const [position, object] of found.objects.entries()) {
    const reason = schema.unreadable.get(position) ?? footers?.unreadable.get(position);
    const footer = footers?.objects.get(position);
    const state: ObjectState =
      reason !== undefined
        ? 'unreadable'
        : footer !== undefined
          ? 'chunked'
          : object.format.layout === 'columnar'
            ? 'opaque'
            : 'whole';
    appender.appendInteger(position);
    appender.appendInteger(object.partition);
    appender.appendVarchar(object.path);
    appender.appendBigInt(BigInt(object.bytes));
    appender.appendVarchar(object.format.name);
    appender.appendVarchar(object.codec);
    appender.appendVarchar(state);
    if (reason === undefined) appender.appendNull();
    else appender.appendVarchar(`${object.path || found.location}: ${reason}`);
    if (footer === undefined) for (let column = 0; column < 3; column += 1) appender.appendNull();
    else {
      appender.appendBigInt(BigInt(footer.footerBytes));
      appender.appendBigInt(BigInt(footer.rows));
      appender.appendInteger(footer.rowGroups);
    }
    appender.appendNull();
    appender.endRow();
  }
  appender.closeSync();
}

async function storePartitions(found: FoundTable, prefix: string, session: Session): Promise<void> {
  const values = JSON.stringify(found.partitions);
  await session.run(
    `CREATE TABLE ${prefix}_partitions AS
    WITH listed AS (SELECT from_json($1, '[["VARCHAR"]]') AS partitions),
      numbered AS (SELECT unnest(range(len(partitions)))::INTEGER AS partition_id, unnest(partitions) AS "values" FROM listed),
      sizes AS (SELECT partition_id, count(*) AS objects, sum(bytes)::BIGINT AS bytes FROM ${prefix}_objects GROUP BY 1)
    SELECT partition_id, "values", coalesce(objects, 0) AS objects, coalesce(bytes, 0) AS bytes
    FROM numbered LEFT JOIN sizes USING (partition_id) ORDER BY partition_id`,
    [values],
  );
}
