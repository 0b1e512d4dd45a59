import { avroMagic, readAvroHeader } from './avro/read-avro-header.js';
import type { StorageFormat } from './storage-format.js';

/** Rows in blocks, each block compressed: https://avro.apache.org/docs/1.12.0/specification/#object-container-files */
export const avro: StorageFormat = {
  name: 'avro',
  layout: 'row',
  extensions: ['avro'],
  magic: avroMagic,
  readFooter: null,
  storesStructs: false,
  boundsInstants: false,
  readHeader: readAvroHeader,
  text: null,
};
