import { existsSync, statSync } from 'node:fs';
import { isLocal } from '../object-address.js';
import { walkFiles } from '../walk-files.js';

/** An object that counts: not hidden, not empty, and of a storage class that Athena reads. */
export interface SourceObject {
  /** Below the folder that was asked for, `/` between names; empty if the folder itself is the object. */
  readonly path: string;
  readonly bytes: number;
  readonly storageClass?: string;
  /** Why Athena cannot read it, though it does not skip it. */
  readonly unreadable?: string;
}

/** What objects there are: the files of this machine, or a listing of a bucket. */
export interface ObjectSource {
  /** Whether what lies below an address is known at all; nothing below is then known to be nothing. */
  readonly covers: (address: string) => boolean;
  /** Sorted by path. */
  readonly below: (address: string, options: ReadOptions) => Selection;
}

export interface ReadOptions {
  /** `read_restored_glacier_objects` of the table. */
  readonly readsRestored: boolean;
}

export interface Selection {
  readonly objects: readonly SourceObject[];
  /** What does not count, with why, for people. */
  readonly left: readonly LeftOut[];
}

export interface LeftOut {
  readonly reason: string;
  readonly objects: number;
  readonly bytes: number;
}

/** Files of this machine. A location elsewhere is not covered. */
export const localSource: ObjectSource = {
  covers: (address) => isLocal(address) && existsSync(address),
  below(address) {
    const status = statSync(address, { throwIfNoEntry: false });
    if (status === undefined) return { objects: [], left: [] };
    if (status.isFile())
      return { objects: status.size === 0 ? [] : [{ path: '', bytes: status.size }], left: [] };
    const files = walkFiles(address);
    const objects = files
      .filter(({ problem }) => problem === null)
      .map(({ folders, name, bytes }) => ({ path: [...folders, name].join('/'), bytes }));
    const left = files.flatMap(({ problem }) =>
      problem === null ? [] : [{ reason: problem, objects: 1, bytes: 0 }],
    );
    return { objects, left };
  },
};

/** Answers each address from the first source that covers it. */
export function firstOf(sources: readonly ObjectSource[]): ObjectSource {
  const sourceOf = (address: string): ObjectSource | undefined =>
    sources.find((source) => source.covers(address));
  return {
    covers: (address) => sourceOf(address) !== undefined,
    below: (address, options) => sourceOf(address)?.below(address, options) ?? { objects: [], left: [] },
  };
}
