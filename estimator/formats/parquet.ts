import { readParquetFooter } from './parquet/read-parquet-footer.js';
import type { StorageFormat } from './storage-format.js';

/** https://parquet.apache.org/docs/file-format/ */
export const parquet: StorageFormat = {
  name: 'parquet',
  layout: 'columnar',
  extensions: ['parquet', 'parq', 'pq'],
  magic: 'PAR1',
  readFooter: readParquetFooter,
  storesStructs: false,
  boundsInstants: false,
  readHeader: null,
  text: null,
};
