import { DryRunError } from '../errors.js';
import { breathe } from './breathe.js';
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
  return found.layout === 'columnar' ? await readFooterSchema(found) : await readRowSchema(found, session);
}

async function readFooterSchema(found: FoundTable): Promise<TableSchema> {
  const unreadable = new Map<number, string>();
  const schemas = new Map<string, ObjectSchema>();
  const codecs = new Set<string>();
  for (const [position, object] of found.objects.entries()) {
    await breathe(position);
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
  const headers = readHeaders(found);
  const texts = await readTexts(found, session);
  const schemas = [...headers.schemas, ...texts.schemas];
  if (schemas.length === 0) requireOneReadable(found, new Map([...headers.unreadable, ...texts.unreadable]));
  const codecs = new Set(headers.codecs);
  for (const { format, codec } of found.objects) if (format.readHeader === null) codecs.add(codec);
  return schemaOf(found, schemas, codecs, headers.unreadable, (all) =>
    mergeTextSchemas(found.location, all, texts.areByPosition),
  );
}

interface HeaderSchemas {
  /** Of objects with equal columns, the first. */
  readonly schemas: readonly ObjectSchema[];
  readonly codecs: ReadonlySet<string>;
  readonly unreadable: ReadonlyMap<number, string>;
}

/** Of every object whose format has a header. */
function readHeaders(found: FoundTable): HeaderSchemas {
  const unreadable = new Map<number, string>();
  const schemas = new Map<string, ObjectSchema>();
  const codecs = new Set<string>();
  for (const [position, object] of found.objects.entries()) {
    const { readHeader } = object.format;
    if (readHeader === null) continue;
    try {
      const { columns, codec } = withObject(pathOf(found, object), readHeader);
      codecs.add(codec);
      const identity = JSON.stringify(columns);
      if (!schemas.has(identity)) schemas.set(identity, { path: object.path, columns });
    } catch (error) {
      unreadable.set(position, reasonOf(error));
    }
  }
  return { schemas: [...schemas.values()], codecs, unreadable };
}

interface TextSchemas {
  readonly schemas: readonly ObjectSchema[];
  readonly areByPosition: boolean;
  /** Objects that cannot be made sense of; they are read whole all the same. */
  readonly unreadable: ReadonlyMap<number, string>;
}

/** Of some objects of text. */
async function readTexts(found: FoundTable, session: Session): Promise<TextSchemas> {
  const unreadable = new Map<number, string>();
  const schemas: ObjectSchema[] = [];
  let areByPosition = false;
  for (const position of sample(found)) {
    const object = found.objects[position];
    if (object === undefined || object.format.text === null) continue;
    try {
      const columns = await readTextColumns(pathOf(found, object), object, session);
      schemas.push({ path: object.path, columns });
      areByPosition ||= object.format.text === 'delimited';
    } catch (error) {
      unreadable.set(position, reasonOf(error));
    }
  }
  return { schemas, areByPosition, unreadable };
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
