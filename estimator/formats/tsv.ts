import type { StorageFormat } from './storage-format.js';

/** Tab separated values. */
export const tsv: StorageFormat = {
  name: 'tsv',
  layout: 'row',
  extensions: ['tsv', 'tab'],
  magic: null,
  readFooter: null,
  storesStructs: false,
  boundsInstants: false,
  readHeader: null,
  text: 'delimited',
};
