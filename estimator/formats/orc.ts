import type { StorageFormat } from './storage-format.js';

/** https://orc.apache.org/specification/ORCv1/ */
export const orc: StorageFormat = {
  name: 'orc',
  layout: 'columnar',
  extensions: ['orc'],
  magic: 'ORC',
  readFooter: null,
  readHeader: null,
  text: null,
};
