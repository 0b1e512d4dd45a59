import { leafPath, namesOf } from '../sql/leaf-path.js';
import type { StoredLeaf } from './relations.js';

/** Which leaves of the relations a path of a request means. */
export interface LeafNumbers {
  /**
   * Numbers of all leaves that reading a path reads: its own, those below it, and the structs above it, which have
   * streams of their own in ORC. None where the files have no such column.
   */
  readonly readWith: (path: string) => readonly number[];
  /** Number of the leaf with exactly this path. */
  readonly at: (path: string) => number | null;
}

export function leafNumbers(leaves: readonly StoredLeaf[]): LeafNumbers {
  const byPath = new Map(leaves.map(({ path }, leaf) => [path, leaf]));
  const at = (path: string): number | null => byPath.get(path) ?? null;
  return {
    at,
    readWith(path) {
      const own = at(path);
      const below = own !== null && !hasFields(leaves, path, own) ? [] : numbersBelow(leaves, path);
      const found = own === null ? below : [own, ...below];
      return found.length === 0 ? [] : [...structsAbove(path, at), ...found];
    },
  };
}

/** The leaves of a struct stand directly after it. */
function hasFields(leaves: readonly StoredLeaf[], path: string, own: number): boolean {
  return leaves[own + 1]?.path.startsWith(`${path}.`) ?? false;
}

function numbersBelow(leaves: readonly StoredLeaf[], path: string): readonly number[] {
  return leaves.flatMap((leaf, number) => (leaf.path.startsWith(`${path}.`) ? [number] : []));
}

function structsAbove(path: string, at: (path: string) => number | null): readonly number[] {
  const names = namesOf(path);
  return names.flatMap((_, index) => {
    const struct = index === 0 ? null : at(leafPath(names.slice(0, index)));
    return struct === null ? [] : [struct];
  });
}
