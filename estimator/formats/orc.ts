import type { StorageFormat } from './storage-format.js';

/** https://orc.apache.org/specification/ORCv1/ */
export const orc: StorageFormat = {
  name: 'orc',
  layout: 'columnar',
  hasReadableFooters: false,
  extensions: ['orc'],
  magic: 'ORC',
};
