import type { DataObject, FoundTable } from './data-object.js';
import { isLocal, objectAddress } from './object-address.js';

/** Whether an object says at its end where its columns lie, and is on this machine to be asked. */
export function hasFooter(
  { location }: Pick<FoundTable, 'location'>,
  { path, format, opaqueReason, holdsDeletes = false }: DataObject,
): boolean {
  if (format.readFooter === null || opaqueReason !== undefined || holdsDeletes) return false;
  return isLocal(objectAddress(location, path));
}
