import type { StorageFormat } from './storage-format.js';

/** Comma separated values. */
export const csv: StorageFormat = {
  name: 'csv',
  layout: 'row',
  extensions: ['csv'],
  magic: null,
  readFooter: null,
  storesStructs: false,
  boundsInstants: false,
  readHeader: null,
  text: 'delimited',
};
