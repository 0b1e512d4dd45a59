import { orcMagic, readOrcFooter } from './orc/read-orc-footer.js';
import type { StorageFormat } from './storage-format.js';

/** https://orc.apache.org/specification/ORCv1/ */
export const orc: StorageFormat = {
  name: 'orc',
  layout: 'columnar',
  extensions: ['orc'],
  magic: orcMagic,
  readFooter: readOrcFooter,
  storesStructs: true,
  boundsInstants: true,
  readHeader: null,
  text: null,
};
