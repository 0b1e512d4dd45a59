import type { StorageFormat } from './storage-format.js';

/** https://avro.apache.org/docs/1.12.0/specification/#object-container-files */
export const avro: StorageFormat = {
  name: 'avro',
  layout: 'row',
  hasReadableFooters: false,
  extensions: ['avro'],
  magic: 'Obj\\u0001',
};
