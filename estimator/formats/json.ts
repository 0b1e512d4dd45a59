import type { StorageFormat } from './storage-format.js';

/** One JSON object a line. */
export const json: StorageFormat = {
  name: 'json',
  layout: 'row',
  extensions: ['json', 'jsonl', 'ndjson'],
  magic: null,
  readFooter: null,
  storesStructs: false,
  boundsInstants: false,
  readHeader: null,
  text: 'json',
};
