import type { StorageFormat } from './storage-format.js';

/** Lines of delimited or plain text; also what files without a known name or magic are taken for. */
export const text: StorageFormat = {
  name: 'text',
  layout: 'row',
  extensions: ['txt', 'text', 'log'],
  magic: null,
  readFooter: null,
  storesStructs: false,
  boundsInstants: false,
  readHeader: null,
  text: 'delimited',
};
