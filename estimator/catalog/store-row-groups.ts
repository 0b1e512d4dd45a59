import type { DuckDBAppender } from '@duckdb/node-api';
import type { Footer, FooterChunk, FooterRowGroup } from '../formats/footer.js';
import { type AppendBound, boundAppender } from './append-bound.js';
import { breathe } from './breathe.js';
import type { FoundTable } from './data-object.js';
import type { Session } from './duckdb-session.js';
import { hasFooter } from './has-footer.js';
import { withObject } from './open-object.js';
import { pathOf } from './read-schema.js';
import { leavesPerRelation, relationCount, type StoredLeaf } from './relations.js';
import { storedLeaves } from './stored-leaves.js';

/** What the footers of a table's objects say, besides their row groups. */
export interface StoredFooters {
  readonly relations: readonly string[];
  readonly rowGroups: number;
  /** Compressions of the chunks. */
  readonly codecs: ReadonlySet<string>;
  /** By position of the object. */
  readonly objects: ReadonlyMap<
    number,
    { readonly footerBytes: number; readonly rows: number; readonly rowGroups: number }
  >;
  /** Objects whose footers were readable before and are no more. */
  readonly unreadable: ReadonlyMap<number, string>;
}

/** Where leaf i of the table is in the chunks of one row group, or that it is not in the file. */
type ChunkOfLeaf = readonly (FooterChunk | undefined)[];

/** A chunk whose bounds are in another unit than the table's column: bigint micros would be compared with days. */
const withoutBounds = (chunk: FooterChunk): FooterChunk => ({ ...chunk, minimum: null, maximum: null });

/** Writes one row for each row group of the readable objects into relations of the session's memory. */
export async function storeRowGroups(
  found: FoundTable,
  leaves: readonly StoredLeaf[],
  unreadable: ReadonlyMap<number, string>,
  prefix: string,
  session: Session,
): Promise<StoredFooters> {
  const writers = await createWriters(leaves, prefix, session);
  const objects = new Map<number, { footerBytes: number; rows: number; rowGroups: number }>();
  const lost = new Map<number, string>();
  const codecs = new Set<string>();
  let rowGroups = 0;
  for (const [position, object] of found.objects.entries()) {
    await breathe(position);
    const { readFooter } = object.format;
    if (readFooter === null || unreadable.has(position) || !hasFooter(found, object)) continue;
    const footer = tryRead(() => withObject(pathOf(found, object), readFooter));
    if (typeof footer === 'string') {
      lost.set(position, footer);
      continue;
    }
    appendFooter(writers, leaves, footer, { position, partition: object.partition, bytes: object.bytes });
    const { footerBytes, rows } = footer;
    objects.set(position, { footerBytes, rows, rowGroups: footer.rowGroups.length });
    rowGroups += footer.rowGroups.length;
    for (const codec of footer.codecs) codecs.add(codec);
  }
  for (const { appender } of writers) appender.closeSync();
  return { relations: writers.map(({ name }) => name), rowGroups, codecs, objects, unreadable: lost };
}

function tryRead(read: () => Footer): Footer | string {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Writer {
  readonly name: string;
  readonly isFirst: boolean;
  readonly firstLeaf: number;
  readonly appender: DuckDBAppender;
  /** One per leaf of the relation. */
  readonly appendBounds: readonly (AppendBound | null)[];
}

async function createWriters(
  leaves: readonly StoredLeaf[],
  prefix: string,
  session: Session,
): Promise<readonly Writer[]> {
  const connection = await session.connection();
  const writers: Writer[] = [];
  for (let index = 0; index < relationCount(leaves.length); index += 1) {
    const name = `${prefix}_row_groups_${index}`;
    const firstLeaf = index * leavesPerRelation;
    const own = leaves.slice(firstLeaf, firstLeaf + leavesPerRelation);
    const columns = [
      'partition_id INTEGER, object_id INTEGER, row_group INTEGER',
      ...(index === 0 ? ['rows BIGINT, object_bytes BIGINT, start_byte BIGINT, end_byte BIGINT'] : []),
      ...own.map(({ boundType }, leaf) => leafColumns(firstLeaf + leaf, boundType ?? 'BOOLEAN')),
    ];
    await session.run(`CREATE TABLE ${name} (${columns.join(', ')})`);
    const appender = await connection.createAppender(name);
    const appendBounds = own.map(({ boundType }) => (boundType === null ? null : boundAppender(boundType)));
    writers.push({ name, isFirst: index === 0, firstLeaf, appender, appendBounds });
  }
  return writers;
}

function leafColumns(leaf: number, boundType: string): string {
  return `bytes_${leaf} BIGINT, first_byte_${leaf} BIGINT, min_${leaf} ${boundType}, max_${leaf} ${boundType},
    nulls_${leaf} BIGINT, dictionary_${leaf} BOOLEAN, bloom_${leaf} BIGINT`;
}

interface Place {
  readonly position: number;
  readonly partition: number;
  readonly bytes: number;
}

/** Every leaf and every bound that a file may have. */
const ownRules = { storesStructs: true, boundsInstants: true };

function appendFooter(
  writers: readonly Writer[],
  leaves: readonly StoredLeaf[],
  footer: Footer,
  place: Place,
): void {
  const numbers = new Map(footer.leaves.map((path, leaf) => [path, leaf]));
  const leafInFile = leaves.map(({ path }) => numbers.get(path));
  const ownTypes = new Map(
    storedLeaves(footer.columns, ownRules).map(({ path, boundType }) => [path, boundType]),
  );
  const hasBounds = leaves.map(({ path, boundType }) => ownTypes.get(path) === boundType);
  let startByte = 0;
  for (const [index, rowGroup] of footer.rowGroups.entries()) {
    const byLeaf = new Map(rowGroup.chunks.map((chunk) => [chunk.leaf, chunk]));
    const chunks = leafInFile.map((leaf, index) => {
      const chunk = leaf === undefined ? undefined : byLeaf.get(leaf);
      return chunk === undefined || hasBounds[index] === true ? chunk : withoutBounds(chunk);
    });
    const span = spanOf(rowGroup, startByte);
    for (const writer of writers) appendRow(writer, chunks, place, index, rowGroup.rows, span);
    startByte = span.end;
  }
}

/** From the end of the row group before it, so that the spans of an object leave no gap between them. */
function spanOf(
  { chunks, endByte }: FooterRowGroup,
  previousEnd: number,
): { readonly start: number; readonly end: number } {
  let start = previousEnd;
  let end = endByte ?? previousEnd;
  for (const { firstByte, bytes } of chunks) {
    start = Math.min(start, firstByte);
    end = Math.max(end, firstByte + bytes);
  }
  return { start, end };
}

function appendRow(
  { appender, isFirst, firstLeaf, appendBounds }: Writer,
  chunks: ChunkOfLeaf,
  { position, partition, bytes }: Place,
  rowGroup: number,
  rows: number,
  span: { readonly start: number; readonly end: number },
): void {
  appender.appendInteger(partition);
  appender.appendInteger(position);
  appender.appendInteger(rowGroup);
  if (isFirst) for (const value of [rows, bytes, span.start, span.end]) appender.appendBigInt(BigInt(value));
  for (const [leaf, appendBound] of appendBounds.entries()) {
    const chunk = chunks[firstLeaf + leaf];
    if (chunk === undefined) for (let column = 0; column < 7; column += 1) appender.appendNull();
    else appendChunk(appender, chunk, appendBound);
  }
  appender.endRow();
}

function appendChunk(appender: DuckDBAppender, chunk: FooterChunk, appendBound: AppendBound | null): void {
  appender.appendBigInt(BigInt(chunk.bytes));
  appender.appendBigInt(BigInt(chunk.firstByte));
  for (const bound of [chunk.minimum, chunk.maximum]) {
    if (bound === null || appendBound === null) appender.appendNull();
    else appendBound(appender, bound);
  }
  if (chunk.nulls === null) appender.appendNull();
  else appender.appendBigInt(BigInt(chunk.nulls));
  appender.appendBoolean(chunk.hasDictionary);
  if (chunk.bloomBytes === null) appender.appendNull();
  else appender.appendBigInt(BigInt(chunk.bloomBytes));
}
