import type { FileSummary } from '../check-report.js';
import type { Base, BaseFile } from './base.js';

export interface FilePair {
  /** Null: removed. */
  readonly head: FileSummary | null;
  /** Null: added. */
  readonly base: BaseFile | null;
}

/** Each file with what it was: by its name, by what git knows of renames, or by the same text under another name. */
export function pairFiles(head: readonly FileSummary[], base: Base): readonly FilePair[] {
  const byName = new Map(base.files.map((file) => [file.file, file]));
  const names = new Set(head.map(({ file }) => file));
  const gone = new Map(base.files.filter(({ file }) => !names.has(file)).map((file) => [file.file, file]));
  const take = (found: BaseFile | undefined): BaseFile | null => {
    if (found === undefined) return null;
    gone.delete(found.file);
    return found;
  };
  const known = head.map((file): FilePair => {
    const same = byName.get(file.file);
    return { head: file, base: same ?? take(gone.get(base.renames.get(file.file) ?? '')) };
  });
  const pairs = known.map((pair): FilePair => {
    if (pair.base !== null || pair.head === null) return pair;
    const { sha256 } = pair.head;
    return { head: pair.head, base: take([...gone.values()].find((file) => file.sha256 === sha256)) };
  });
  return [...pairs, ...[...gone.values()].map((file): FilePair => ({ head: null, base: file }))];
}
