import type { Column } from './catalog.js';
import type { DataObject, FoundTable } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { hasFooter } from './has-footer.js';
import type { TableSchema } from './read-schema.js';
import { chunkFormatOf, type ObjectState } from './relations.js';
import { type StoredFooters, storeRowGroups } from './store-row-groups.js';
import { storedLeaves } from './stored-leaves.js';
import type { TakenTable } from './taken-table.js';

let taken = 0;

/** Puts the relations of a table whose columns are known into the session's memory; footers are read on the way. */
export async function storeTable(
  found: FoundTable,
  schema: Pick<TableSchema, 'columns' | 'unreadable'> & { readonly codec: string | null },
  session: Session,
): Promise<TakenTable> {
  taken += 1;
  const prefix = `table_${taken}`;
  const keys = new Set(found.partitionKeys);
  const columns = schema.columns.filter(({ name }) => !keys.has(name));
  const formats = found.objects.map(({ format }) => format);
  const leaves = storedLeaves(columns, {
    storesStructs: formats.some(({ storesStructs }) => storesStructs),
    boundsInstants: formats.some(({ boundsInstants }) => boundsInstants),
  });
  const hasRowGroups = found.objects.some((object) => hasFooter(found, object));
  const footers = hasRowGroups
    ? await storeRowGroups(found, leaves, schema.unreadable, prefix, session)
    : null;
  await storeObjects(found, prefix, schema.unreadable, footers, session);
  await storePartitions(found, prefix, session);
  return {
    name: found.name,
    location: found.location,
    format: nameOfFormat(found),
    codec: schema.codec ?? codecOf(found, footers),
    columns,
    partitionKeys: found.partitionKeys.map(
      (name): Column => ({ name, type: { kind: 'varchar', length: null } }),
    ),
    storedBytes: storedBytesOf(found),
    relations: {
      folder: null,
      partitions: `${prefix}_partitions`,
      objects: `${prefix}_objects`,
      rowGroups: footers?.relations ?? null,
      objectBounds: null,
      chunkFormat: chunkFormatOf(nameOfFormat(found)),
      leaves,
      counts: { objects: found.objects.length, rowGroups: footers?.rowGroups ?? 0 },
    },
    columnOrder: null,
    projection: null,
    refusal: null,
    partitionTransforms: [],
  };
}

function nameOfFormat({ objects }: FoundTable): string {
  const names = new Set(objects.flatMap(({ format, holdsDeletes }) => (holdsDeletes ? [] : [format.name])));
  const [name = 'text'] = names;
  return names.size > 1 ? 'mixed' : name;
}

/** Of columnar objects their chunks', of others their own. */
function codecOf(found: FoundTable, footers: StoredFooters | null): string {
  const ofObjects = found.objects.filter(({ format }) => format.layout === 'row').map(({ codec }) => codec);
  const codecs = new Set([...(footers?.codecs ?? []), ...ofObjects]);
  const [codec = 'none'] = codecs;
  return codecs.size > 1 ? 'mixed' : codec;
}

function storedBytesOf({ objects, unlisted = [] }: FoundTable): number | null {
  if (unlisted === 'all' || unlisted.length > 0) return null;
  return objects.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function storeObjects(
  found: FoundTable,
  prefix: string,
  unreadable: ReadonlyMap<number, string>,
  footers: StoredFooters | null,
  session: Session,
): Promise<void> {
  await session.run(`CREATE TABLE ${prefix}_objects (object_id INTEGER, partition_id INTEGER, path VARCHAR, bytes BIGINT,
    format VARCHAR, codec VARCHAR, state VARCHAR, reason VARCHAR, footer_bytes BIGINT, rows BIGINT, row_groups INTEGER,
    storage_class VARCHAR)`);
  const appender = await (await session.connection()).createAppender(`${prefix}_objects`);
  for (const [position, object] of found.objects.entries()) {
    const failure = unreadable.get(position) ?? footers?.unreadable.get(position);
    const reason =
      failure === undefined ? object.opaqueReason : `${object.path || found.location}: ${failure}`;
    const footer = footers?.objects.get(position);
    appender.appendInteger(position);
    appender.appendInteger(object.partition);
    appender.appendVarchar(object.path);
    appender.appendBigInt(BigInt(object.bytes));
    appender.appendVarchar(object.format.name);
    appender.appendVarchar(object.codec);
    appender.appendVarchar(stateOf(object, failure !== undefined, footer !== undefined));
    if (reason === undefined) appender.appendNull();
    else appender.appendVarchar(reason);
    if (footer === undefined) for (let column = 0; column < 3; column += 1) appender.appendNull();
    else {
      appender.appendBigInt(BigInt(footer.footerBytes));
      appender.appendBigInt(BigInt(footer.rows));
      appender.appendInteger(footer.rowGroups);
    }
    if (object.storageClass === undefined) appender.appendNull();
    else appender.appendVarchar(object.storageClass);
    appender.endRow();
  }
  appender.closeSync();
  await storeUnlisted(found, prefix, session);
}

function stateOf(
  { format, holdsDeletes, mayBeOutdated }: DataObject,
  isUnreadable: boolean,
  hasChunks: boolean,
): ObjectState {
  if (holdsDeletes) return 'deletes';
  if (mayBeOutdated) return 'bounded';
  if (isUnreadable) return 'unreadable';
  if (hasChunks) return 'chunked';
  return format.layout === 'columnar' ? 'opaque' : 'whole';
}

/** One row stands for the unknown objects of a partition; it has no bytes, so that it can never be taken for 0. */
async function storeUnlisted({ unlisted = [] }: FoundTable, prefix: string, session: Session): Promise<void> {
  if (unlisted === 'all' || unlisted.length === 0) return;
  await session.run(
    `INSERT INTO ${prefix}_objects (object_id, partition_id, path, state)
    SELECT -1, unnest(from_json($1, '["INTEGER"]')), '', 'unlisted'`,
    [JSON.stringify(unlisted)],
  );
}

async function storePartitions(found: FoundTable, prefix: string, session: Session): Promise<void> {
  const values = JSON.stringify(found.partitions);
  await session.run(
    `CREATE TABLE ${prefix}_partitions AS
    WITH listed AS (SELECT from_json($1, '[["VARCHAR"]]') AS partitions),
      numbered AS (SELECT unnest(range(len(partitions)))::INTEGER AS partition_id, unnest(partitions) AS "values" FROM listed),
      sizes AS (SELECT partition_id, count(bytes) AS objects, sum(bytes)::BIGINT AS bytes FROM ${prefix}_objects GROUP BY 1)
    SELECT partition_id, "values", coalesce(objects, 0) AS objects, coalesce(bytes, 0) AS bytes
    FROM numbered LEFT JOIN sizes USING (partition_id) ORDER BY partition_id`,
    [values],
  );
}
