import type { StorageFormat } from './storage-format.js';

/** https://parquet.apache.org/docs/file-format/ */
export const parquet: StorageFormat = {
  name: 'parquet',
  layout: 'columnar',
  hasReadableFooters: true,
  extensions: ['parquet', 'parq', 'pq'],
  magic: 'PAR1',
};
