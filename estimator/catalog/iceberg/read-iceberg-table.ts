import { existsSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DryRunError } from '../../errors.js';
import { type IcebergMetadata, readIcebergMetadata } from '../../formats/iceberg/iceberg-metadata.js';
import {
  type Manifest,
  type ManifestFile,
  readManifest,
  readManifestList,
} from '../../formats/iceberg/read-manifest.js';
import { addressOf, isLocal, objectAddress, pathBelow } from '../object-address.js';
import { newestMetadata } from './newest-metadata.js';

/** An Iceberg table as its metadata and manifests tell it. */
export interface IcebergTable {
  readonly metadata: IcebergMetadata;
  readonly files: readonly PlacedFile[];
}

export interface PlacedFile extends ManifestFile {
  /** Where the file is now: a path of this machine, or an address elsewhere. */
  readonly address: string;
}

/** More is no metadata of a table that fits into this machine's memory. */
const mostFileBytes = 512 * 2 ** 20;

/** Reads what is in the table's current snapshot. Throws `unreadable_file`, which names the damaged file. */
export function readIcebergTable(location: string): IcebergTable {
  const path = newestMetadata(location);
  if (path === null) {
    throw new DryRunError('unreadable_file', { path: location, detail: 'it has no Iceberg metadata.' });
  }
  const metadata = reading(path, (bytes) => readIcebergMetadata(textOf(bytes)));
  const place = (name: string): string => placeOf(name, metadata.location, location);
  const manifests = readManifests(metadata, place);
  const files = manifests.flatMap((manifest) =>
    reading(place(manifest.path), (bytes) => readManifest(bytes, manifest)),
  );
  return { metadata, files: files.map((file) => ({ ...file, address: place(file.path) })) };
}

function readManifests({ snapshot }: IcebergMetadata, place: (name: string) => string): readonly Manifest[] {
  if (snapshot === null) return [];
  if (snapshot.manifestList === null) {
    return snapshot.manifests.map((path) => ({ path, specId: 0, sequence: 0n }));
  }
  return reading(place(snapshot.manifestList), readManifestList);
}

/** Files lie where their names say, or beside the metadata if the whole table was copied from there. */
function placeOf(name: string, writtenLocation: string, location: string): string {
  const below = pathBelow(withoutScheme(writtenLocation), withoutScheme(name));
  if (below === null || below.split('/').includes('..')) return addressOf(name, location);
  return objectAddress(location, below);
}

/** Names are compared as they are written: Iceberg escapes nothing in them. `s3`, `s3a` and `s3n` are one store. */
function withoutScheme(name: string): string {
  return name.replace(/^[a-z][a-z0-9+.-]*:\/*/i, '/');
}

function reading<Result>(path: string, read: (bytes: Uint8Array) => Result): Result {
  try {
    if (!isLocal(path) || !existsSync(path))
      throw new RangeError('this file of an Iceberg table is not here');
    if (statSync(path).size > mostFileBytes) throw new RangeError('it is too large for Iceberg metadata');
    return read(readFileSync(path));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DryRunError('unreadable_file', { path, detail: `${detail}.` });
  }
}

function textOf(bytes: Uint8Array): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const plain = isGzip ? gunzipSync(bytes, { maxOutputLength: mostFileBytes }) : bytes;
  return new TextDecoder().decode(plain);
}
