import { readFile, rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { DryRunError } from '../estimator/errors.js';
import type { StoredObject } from './walk-files.js';

/** What earlier runs of the ETL job have read, as Glue's job bookmark remembers it. */
export interface Bookmark {
  readonly runs: number;
  /** Bytes of each object when it was read, by key. */
  readonly objects: Readonly<Record<string, number>>;
}

const bookmarkSchema = v.object({
  runs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  objects: v.record(v.string(), v.number()),
});

/** The bookmark in `file`; an empty one if there is no such file. */
export async function readBookmark(file: string): Promise<Bookmark> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { runs: 0, objects: {} };
  try {
    return v.parse(bookmarkSchema, JSON.parse(text));
  } catch (error) {
    throw new DryRunError('unreadable_file', { path: file, detail: String(error) });
  }
}

/** Replaces the bookmark in one step: a crash leaves the old one or the new one. */
export async function writeBookmark(file: string, bookmark: Bookmark): Promise<void> {
  await writeFile(`${file}.partial`, `${JSON.stringify(bookmark, null, 1)}\n`);
  await rename(`${file}.partial`, file);
}

/** The objects no earlier run has read. One that was replaced since is new again, as it is to Glue. */
export function newObjects(bookmark: Bookmark, objects: readonly StoredObject[]): readonly StoredObject[] {
  return objects.filter(({ key, bytes }) => bookmark.objects[key] !== bytes);
}

/** The bookmark after one more run that has read `objects`. */
export function advanceBookmark(bookmark: Bookmark, objects: readonly StoredObject[]): Bookmark {
  const read = Object.fromEntries(objects.map(({ key, bytes }) => [key, bytes]));
  return { runs: bookmark.runs + 1, objects: { ...bookmark.objects, ...read } };
}
