import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folder in which an Iceberg table keeps what it says about itself. */
const metadataFolder = 'metadata';

/** `00003-<uuid>.metadata.json` of catalogs, `v3.metadata.json` of folders without one, each also as gzip. */
const metadataName = /^(?:v(\d{1,15})|(\d{1,15})-.*)(?:\.gz)?\.metadata\.json(?:\.gz)?$/;

/** Whether a folder is an Iceberg table. */
export function isIcebergFolder(folder: string): boolean {
  return newestMetadata(folder) !== null;
}

/**
 * Path of the metadata that a table has now: what its version hint names, else the one with the highest number, the
 * newest of several. Null in a folder that is no Iceberg table.
 */
export function newestMetadata(folder: string): string | null {
  const metadata = join(folder, metadataFolder);
  if (!statSync(metadata, { throwIfNoEntry: false })?.isDirectory()) return null;
  const versions = readdirSync(metadata).flatMap((name) => {
    const match = metadataName.exec(name);
    const version = match?.[1] ?? match?.[2];
    return version === undefined ? [] : [{ path: join(metadata, name), version: Number(version) }];
  });
  const hinted = hintedVersion(metadata);
  const candidates = versions.some(({ version }) => version === hinted)
    ? versions.filter(({ version }) => version === hinted)
    : versions;
  const [newest] = candidates
    .map((candidate) => ({ ...candidate, writtenMs: statSync(candidate.path).mtimeMs }))
    .sort((left, right) => right.version - left.version || right.writtenMs - left.writtenMs);
  return newest?.path ?? null;
}

function hintedVersion(metadata: string): number | null {
  const hint = join(metadata, 'version-hint.text');
  if (!existsSync(hint)) return null;
  const [version] = /\d{1,15}/.exec(readFileSync(hint, 'utf8').slice(0, 100)) ?? [];
  return version === undefined ? null : Number(version);
}
