import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DryRunError } from '../errors.js';
import { parseType } from '../sql/type.js';
import type { View } from './catalog.js';
import { relationFiles, type StoredTable } from './catalog-file.js';
import { quotePath } from './duckdb-session.js';
import { isAddress } from './object-address.js';
import { readCatalogFile } from './read-catalog-file.js';
import { chunkFormatOf } from './relations.js';
import type { TakenTable } from './taken-table.js';

export interface StoredDatabase {
  readonly database: string;
  readonly tables: readonly TakenTable[];
  readonly views: readonly View[];
}

/** Reads `catalog.json`; the relations beside it are opened when they are asked. Throws `invalid_catalog`. */
export function readCatalogFolder(folder: string): readonly StoredDatabase[] {
  return readCatalogFile(folder).databases.map(({ name, tables, views = [] }) => ({
    database: name,
    tables: tables.map((table) => openTable(folder, table)),
    views: views.map((view) => ({ kind: 'view', database: name, ...view })),
  }));
}

function openTable(folder: string, stored: StoredTable): TakenTable {
  const files = relationFiles(stored);
  const relation = (name: string): string => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      throw new DryRunError('invalid_catalog', { path: folder, detail: `its file ${name} is missing.` });
    }
    return `read_parquet(${quotePath(path)}, hive_partitioning = false)`;
  };
  const addressIn = (stored: string): string =>
    stored === '' || isAddress(stored) ? stored : resolve(folder, stored);
  const { projection } = stored;
  const columnOf = ({ name, type }: { name: string; type: string }) => ({ name, type: parseType(type) });
  return {
    name: stored.name,
    location: addressIn(stored.location),
    format: stored.format,
    codec: stored.codec,
    storedBytes: stored.storedBytes,
    columns: stored.columns.map(columnOf),
    partitionKeys: stored.partitionKeys.map(columnOf),
    relations: {
      folder,
      partitions: relation(files.partitions),
      objects: relation(files.objects),
      rowGroups: files.rowGroups?.map(relation) ?? null,
      objectBounds:
        stored.objectBounds === undefined
          ? null
          : {
              ...stored.objectBounds,
              clustering: stored.objectBounds.clustering ?? null,
              relation: relation(files.objectBounds),
            },
      chunkFormat: chunkFormatOf(stored.format),
      leaves: stored.leaves,
      counts: { objects: stored.objects, rowGroups: stored.rowGroups ?? 0 },
    },
    projection: projection === undefined ? null : { ...projection, root: addressIn(projection.root) },
    refusal: stored.refusal ?? null,
    columnOrder: stored.columnOrder ?? null,
    partitionTransforms: stored.partitionTransforms ?? [],
  };
}
