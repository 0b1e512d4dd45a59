import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredObject {
  /** Path below the folder, `/` between its parts. */
  readonly key: string;
  readonly bytes: number;
}

/** The data objects below `folder`, by key; hidden names (`_`, `.`) don't count, as in Athena. */
export async function walkFiles(folder: string): Promise<readonly StoredObject[]> {
  const found = await collect(folder, '');
  return found.sort((left, right) => (left.key < right.key ? -1 : 1));
}

async function collect(folder: string, prefix: string): Promise<StoredObject[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !/^[_.]/.test(name));
  const nested = await Promise.all(
    visible.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return collect(path, `${prefix}${entry.name}/`);
      return [{ key: prefix + entry.name, bytes: (await stat(path)).size }];
    }),
  );
  return nested.flat();
}
