import type { StorageFormat } from './storage-format.js';

/** Tab separated values. */
export const tsv: StorageFormat = {
  name: 'tsv',
  layout: 'row',
  hasReadableFooters: false,
  extensions: ['tsv', 'tab'],
  magic: null,
};
