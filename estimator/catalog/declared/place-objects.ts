import { countOf } from '../../count-of.js';
import { formatOfName } from '../../formats/format-of-name.js';
import type { StorageFormat } from '../../formats/storage-format.js';
import type { ProjectionProperties } from '../catalog.js';
import { comparePartitions } from '../compare-partitions.js';
import type { DataObject, FoundTable } from '../data-object.js';
import { readHiveFolder } from '../hive-partition.js';
import { objectAddress, pathBelow } from '../object-address.js';
import type { DeclaredStorage } from './declared-storage.js';
import type { DeclaredPartition, DeclaredTable } from './declared-table.js';
import { objectFormat } from './object-format.js';
import type { ObjectSource, ReadOptions, SourceObject } from './object-source.js';

/** Which objects a declared table has, by partition. */
export interface PlacedObjects extends Pick<FoundTable, 'partitions' | 'objects' | 'ignored'> {
  readonly unlisted: NonNullable<FoundTable['unlisted']>;
  /** Why, by position of the object. */
  readonly unreadable: ReadonlyMap<number, string>;
}

/**
 * Lists the objects of each partition at its own location. An object below the locations of two partitions belongs to
 * both, and is read twice. Where no source covers a location, its partition is unlisted.
 */
export function placeObjects(
  table: DeclaredTable,
  projection: ProjectionProperties | null,
  source: ObjectSource,
): PlacedObjects {
  const collector = new Collector(table, source);
  if (projection !== null) return collector.folders(projection.root);
  if (table.partitionKeys.length === 0) return collector.whole();
  return collector.partitions();
}

interface Placing {
  readonly values: readonly (string | null)[];
  readonly objects: readonly SourceObject[] | null;
  readonly location: string;
  readonly storage: DeclaredStorage;
}

class Collector {
  private readonly table: DeclaredTable;
  private readonly source: ObjectSource;
  private readonly options: ReadOptions;
  private readonly formats = new Map<DeclaredStorage, StorageFormat>();
  private readonly left = new Map<string, { objects: number; bytes: number }>();

  constructor(table: DeclaredTable, source: ObjectSource) {
    this.table = table;
    this.source = source;
    const restored = table.properties.get('read_restored_glacier_objects');
    this.options = { readsRestored: restored?.toLowerCase() === 'true' };
  }

  whole(): PlacedObjects {
    const { location, storage } = this.table;
    if (location === null || !this.source.covers(location)) {
      return this.placed([{ values: [], objects: null, location: location ?? '', storage }]);
    }
    return this.placed([{ values: [], objects: this.below(location), location, storage }]);
  }

  partitions(): PlacedObjects {
    const { location, partitions, foldersAre } = this.table;
    const covered = location !== null && this.source.covers(location);
    const registered = partitions.map((partition): Placing => this.registered(partition, covered));
    if (foldersAre === 'no_partitions') return this.placed(registered);
    if (!covered) return registered.length === 0 ? unknownPartitions : this.placed(registered);
    const known = new Set(partitions.map(({ values }) => JSON.stringify(values)));
    const found = this.hivePartitions(location).filter(({ values }) => !known.has(JSON.stringify(values)));
    return this.placed([...registered, ...found]);
  }

  /** Of a table with projection: one partition for each folder that holds objects, with its path as the value. */
  folders(root: string): PlacedObjects {
    if (!this.source.covers(root)) return unknownPartitions;
    const byFolder = new Map<string, SourceObject[]>();
    for (const object of this.below(root)) {
      const folder = object.path.slice(0, object.path.lastIndexOf('/') + 1);
      const known = byFolder.get(folder);
      if (known === undefined) byFolder.set(folder, [object]);
      else known.push(object);
    }
    const { storage } = this.table;
    return this.placed(
      [...byFolder].map(([folder, objects]) => ({ values: [folder], objects, location: root, storage })),
    );
  }

  /** Nothing below a partition is known to be nothing if what lies below its table is known. */
  private registered({ values, location, storage }: DeclaredPartition, covered: boolean): Placing {
    const own = { values, location, storage: storage ?? this.table.storage };
    const isInside =
      covered && this.table.location !== null && pathBelow(this.table.location, location) !== null;
    const isKnown = isInside || this.source.covers(location);
    return { ...own, objects: isKnown ? this.below(location) : null };
  }

  private hivePartitions(location: string): readonly Placing[] {
    const keys = this.table.partitionKeys.map(({ name }) => name);
    const byValues = new Map<string, { values: Placing['values']; objects: SourceObject[] }>();
    for (const object of this.below(location)) {
      const values = hiveValues(object.path, keys);
      if (values === null) {
        this.leave('it lies outside of the partitions', 1, object.bytes);
        continue;
      }
      const identity = JSON.stringify(values);
      const known = byValues.get(identity);
      if (known === undefined) byValues.set(identity, { values, objects: [object] });
      else known.objects.push(object);
    }
    const { storage } = this.table;
    return [...byValues.values()].map((partition) => ({ ...partition, location, storage }));
  }

  private below(address: string): readonly SourceObject[] {
    const { objects, left } = this.source.below(address, this.options);
    for (const { reason, objects: count, bytes } of left) this.leave(reason, count, bytes);
    const { metadataFolder } = this.table.storage;
    return metadataFolder === null
      ? objects
      : objects.filter(({ path }) => !path.startsWith(`${metadataFolder}/`));
  }

  private leave(reason: string, objects: number, bytes: number): void {
    const known = this.left.get(reason) ?? { objects: 0, bytes: 0 };
    this.left.set(reason, { objects: known.objects + objects, bytes: known.bytes + bytes });
  }

  private placed(placings: readonly Placing[]): PlacedObjects {
    const sorted = [...placings].sort((left, right) => comparePartitions(left.values, right.values));
    const objects: DataObject[] = [];
    const unlisted: number[] = [];
    const unreadable = new Map<number, string>();
    for (const [partition, placing] of sorted.entries()) {
      if (placing.objects === null) unlisted.push(partition);
      for (const object of placing.objects ?? []) {
        if (object.unreadable !== undefined) unreadable.set(objects.length, object.unreadable);
        objects.push(this.dataObject(object, placing, partition));
      }
    }
    return {
      partitions: sorted.map(({ values }) => values),
      objects,
      unlisted,
      unreadable,
      ignored: [...this.left].map(([reason, { objects: count, bytes }]) => ({
        path: `${this.table.location ?? this.table.name} (${countOf(count, 'object')}, ${bytes} bytes)`,
        reason,
      })),
    };
  }

  /** One for all objects of a storage. */
  private formatOf(storage: DeclaredStorage): StorageFormat {
    const known = this.formats.get(storage);
    if (known !== undefined) return known;
    const own = objectFormat(storage, this.table.columns);
    this.formats.set(storage, own);
    return own;
  }

  private dataObject(object: SourceObject, { location, storage }: Placing, partition: number): DataObject {
    const address = objectAddress(location, object.path);
    const inTable = this.table.location === null ? null : pathBelow(this.table.location, address);
    return {
      path: address === this.table.location ? '' : (inTable ?? address),
      bytes: object.bytes,
      partition,
      format: this.formatOf(storage),
      codec: formatOfName(object.path.slice(object.path.lastIndexOf('/') + 1)).codec,
      ...(object.storageClass === undefined ? {} : { storageClass: object.storageClass }),
      ...(storage.opaqueReason === null ? {} : { opaqueReason: storage.opaqueReason, mayBeOutdated: true }),
    };
  }
}

const unknownPartitions: PlacedObjects = {
  partitions: [],
  objects: [],
  unlisted: 'all',
  unreadable: new Map(),
  ignored: [],
};

/** Values of the keys from the `key=value` folders on the way to an object; null where one is missing. */
function hiveValues(path: string, keys: readonly string[]): readonly (string | null)[] | null {
  const folders = path.split('/').slice(0, -1).map(readHiveFolder);
  const byKey = new Map(folders.flatMap((folder) => (folder === null ? [] : [[folder.key, folder.value]])));
  const values: (string | null)[] = [];
  for (const key of keys) {
    const value = byKey.get(key);
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}
