import type { StorageFormat } from './storage-format.js';

/** A superset of JSON, as text or binary; an object says no columns: https://amazon-ion.github.io/ion-docs/docs/binary.html */
export const ion: StorageFormat = {
  name: 'ion',
  layout: 'row',
  extensions: ['ion', '10n'],
  magic: '\xe0\x01\x00\xea',
  readFooter: null,
  storesStructs: false,
  boundsInstants: false,
  readHeader: null,
  text: null,
};
