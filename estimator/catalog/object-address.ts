import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where a location is: an absolute path of this machine, or a URI like `s3://bucket/folder`, without a slash at the
 * end. `base` is the folder that relative locations start from.
 */
export function addressOf(location: string, base: string): string {
  if (/^file:\/\/\//i.test(location)) return resolve(pathOfUrl(location));
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(location) ?? [];
  if (scheme === undefined || rest === undefined) return resolve(base, location);
  // Hadoop's names of the same store.
  const name = /^s3[an]$/i.test(scheme) ? 's3' : scheme.toLowerCase();
  return `${name}://${rest}`.replace(/\/+$/, '');
}

/** `file:///a%20b` is a URL, but what people write after LOCATION often is a path with `file://` in front. */
function pathOfUrl(location: string): string {
  try {
    return fileURLToPath(location);
  } catch {
    return location.slice('file://'.length);
  }
}

export function isLocal(address: string): boolean {
  return isAbsolute(address);
}

/** Address of an object of a table: `path` is relative to its location, or an address of its own. */
export function objectAddress(location: string, path: string): string {
  if (path === '') return location;
  if (isAddress(path)) return path;
  return isLocal(location) ? join(location, path) : `${location}/${path}`;
}

export function isAddress(path: string): boolean {
  return isAbsolute(path) || /^[a-z][a-z0-9+.-]*:\/\//.test(path);
}

/** The part of an address below a folder, or null where it does not lie there. */
export function pathBelow(folder: string, address: string): string | null {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return address.startsWith(prefix) ? address.slice(prefix.length) : null;
}
