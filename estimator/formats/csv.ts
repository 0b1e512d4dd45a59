import type { StorageFormat } from './storage-format.js';

/** Comma separated values. */
export const csv: StorageFormat = {
  name: 'csv',
  layout: 'row',
  hasReadableFooters: false,
  extensions: ['csv'],
  magic: null,
};
