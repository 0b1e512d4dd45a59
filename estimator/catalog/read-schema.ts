import { DryRunError } from '../errors.js';
import type { Column } from './catalog.js';
import type { DataObject, FoundTable } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { areVersions, mergeSchemas, mergeTextSchemas, type ObjectSchema } from './merge-schemas.js';
import { objectAddress } from './object-address.js';
import { withObject } from './open-object.js';
import { readTextColumns } from './read-text-columns.js';

/** What the objects of a table say about its columns. */
export interface TableSchema {
  readonly columns: readonly Column[];
  readonly codec: string;
  /** Why, by position of the object. */
  readonly unreadable: ReadonlyMap<number, string>;
  /** False where the objects lie side by side and have different columns: they are no one table. */
  readonly isOneTable: boolean;
}

/** Objects of text that are looked into; all have their sizes taken. */
const sampledObjects = 4;
/** Of objects that lie side by side, each is looked into: they may be tables of their own. */
const sampledFlatObjects = 32;

/** Path of an object in the file system. */
export function pathOf({ location }: FoundTable, { path }: DataObject): string {
  return objectAddress(location, path);
}

/**
 * Reads the columns: from every footer of a columnar table, from some objects of a row table. Throws
 * `unreadable_file` where no object can be read, `invalid_catalog` where their columns do not fit together.
 */
export async function readSchema(found: FoundTable, session: Session): Promise<TableSchema> {
  return found.layout === 'columnar' ? readFooterSchema(found) : readRowSchema(found, session);
}

function readFooterSchema(found: FoundTable): TableSchema {
  const unreadable = new Map<number, string>();
  const schemas = new Map<string, ObjectSchema>();
  const codecs = new Set<string>();
  for (const [position, object] of found.objects.entries()) {
    const { readFooter } = object.format;
    if (readFooter === null) continue;
    try {
      const footer = withObject(pathOf(found, object), readFooter);
      for (const codec of footer.codecs) codecs.add(codec);
      const identity = JSON.stringify(footer.columns);
      if (!schemas.has(identity)) schemas.set(identity, { path: object.path, columns: footer.columns });
    } catch (error) {
      unreadable.set(position, reasonOf(error));
    }
  }
  requireOneReadable(found, unreadable);
  return schemaOf(found, [...schemas.values()], codecs, unreadable, (all) =>
    mergeSchemas(found.location, all),
  );
}

async function readRowSchema(found: FoundTable, session: Session): Promise<TableSchema> {
  const unreadable = new Map<number, string>();
  const schemas: ObjectSchema[] = [];
  const codecs = new Set<string>();
  let isByPosition = false;
  for (const position of sample(found)) {
    const object = found.objects[position];
    if (object === undefined) continue;
    try {
      const { readHeader, text } = object.format;
      const path = pathOf(found, object);
      if (readHeader !== null) {
        const { columns, codec } = withObject(path, readHeader);
        schemas.push({ path: object.path, columns });
        codecs.add(codec);
      } else if (text !== null) {
        schemas.push({ path: object.path, columns: await readTextColumns(path, object, session) });
        isByPosition ||= text === 'delimited';
      }
    } catch (error) {
      unreadable.set(position, reasonOf(error));
    }
  }
  if (schemas.length === 0) requireOneReadable(found, unreadable);
  for (const { format, codec } of found.objects) if (format.readHeader === null) codecs.add(codec);
  return schemaOf(found, schemas, codecs, new Map(), (all) =>
    mergeTextSchemas(found.location, all, isByPosition),
  );
}

function schemaOf(
  found: FoundTable,
  schemas: readonly ObjectSchema[],
  codecs: ReadonlySet<string>,
  unreadable: ReadonlyMap<number, string>,
  merge: (schemas: readonly ObjectSchema[]) => readonly Column[],
): TableSchema {
  const known = schemas.filter(({ columns }) => columns.length > 0);
  const isOneTable = found.apart.length === 0 || areVersions(known);
  const [codec = 'none'] = codecs;
  return {
    columns: isOneTable ? merge(known) : [],
    codec: codecs.size > 1 ? 'mixed' : codec,
    unreadable,
    isOneTable,
  };
}

/** Positions spread over all objects, the first and the last among them. */
function sample({ objects, apart }: FoundTable): readonly number[] {
  const count = Math.min(objects.length, apart.length > 0 ? sampledFlatObjects : sampledObjects);
  if (count <= 1) return objects.length === 0 ? [] : [0];
  return Array.from({ length: count }, (_, index) =>
    Math.round((index * (objects.length - 1)) / (count - 1)),
  );
}

function requireOneReadable(found: FoundTable, unreadable: ReadonlyMap<number, string>): void {
  const [first] = unreadable;
  const isEach = found.objects.every((_, position) => unreadable.has(position));
  if (first === undefined || !isEach) return;
  const [position, reason] = first;
  const object = found.objects[position];
  const others = found.objects.length === 1 ? '' : ', and no other object of the table can be read';
  throw new DryRunError('unreadable_file', {
    path: object === undefined ? found.location : pathOf(found, object),
    detail: `${reason}${others}.`,
  });
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n')[0] ?? message;
}
