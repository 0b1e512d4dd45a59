import type { Refusal } from '../catalog.js';
import type { FoundTable, IgnoredFile } from '../data-object.js';
import type { Session } from '../duckdb-session.js';
import { isIcebergFolder } from '../iceberg/newest-metadata.js';
import { takeIcebergTable } from '../iceberg/take-iceberg-table.js';
import { isLocal } from '../object-address.js';
import { storeTable } from '../store-table.js';
import type { TakenTable } from '../taken-table.js';
import type { DeclaredTable } from './declared-table.js';
import type { ObjectSource } from './object-source.js';
import { placeObjects } from './place-objects.js';
import { projectionOf } from './projection-of.js';
import { storeClustering } from './store-clustering.js';

export interface TakenDeclaration {
  readonly table: TakenTable;
  readonly ignored: readonly IgnoredFile[];
}

/** The table as it is declared, with what bytes the source knows of it. */
export async function takeDeclaredTable(
  declared: DeclaredTable,
  source: ObjectSource,
  session: Session,
): Promise<TakenDeclaration> {
  const { storage, partitionKeys } = declared;
  const refusal = declared.refusal ?? storage.refusal;
  const location = refusal === null ? icebergFolder(declared) : null;
  if (location !== null) {
    const table = await takeIcebergTable({ name: declared.name, location }, session);
    return { table: { ...table, partitionTransforms: declared.partitionTransforms }, ignored: [] };
  }
  const projection = projectionOf(declared);
  const { unreadable, ...placed } =
    refusal === null ? placeObjects(declared, projection, source) : nothingKnown;
  const found: FoundTable = {
    name: declared.name,
    location: declared.location ?? '',
    layout: storage.format.layout,
    partitionKeys: partitionKeys.map(({ name }) => name),
    apart: [],
    ...placed,
  };
  const schema = { columns: declared.columns, unreadable, codec: null };
  const table = await storeTable(found, schema, session);
  return {
    table: {
      ...table,
      relations: { ...table.relations, objectBounds: await storeClustering(declared, table, session) },
      format: storage.name,
      partitionKeys,
      projection,
      refusal,
      partitionTransforms: declared.partitionTransforms,
    },
    ignored:
      refusal === null
        ? placed.ignored
        : [{ path: `${declared.database}.${declared.name}`, reason: reasonOf(refusal) }],
  };
}

/** The folder of an Iceberg table whose metadata is on this machine, else null. */
function icebergFolder({ storage, location }: DeclaredTable): string | null {
  const isHere = location !== null && isLocal(location) && isIcebergFolder(location);
  return storage.name === 'iceberg' && isHere ? location : null;
}

function reasonOf({ code, detail }: Refusal): string {
  const reason = code === 'duplicate_table' ? `it is defined twice, ${detail}` : detail;
  return reason.replace(/\.$/, '');
}

const nothingKnown: ReturnType<typeof placeObjects> = {
  partitions: [],
  objects: [],
  unlisted: 'all',
  unreadable: new Map(),
  ignored: [],
};
