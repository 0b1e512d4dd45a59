import { avro } from './avro.js';
import { csv } from './csv.js';
import { ion } from './ion.js';
import { json } from './json.js';
import { orc } from './orc.js';
import { parquet } from './parquet.js';
import type { FormatName, StorageFormat } from './storage-format.js';
import { text } from './text.js';
import { tsv } from './tsv.js';

/** Every format that is known. A new format is one file and one line here. */
export const storageFormats: Readonly<Record<FormatName, StorageFormat>> = {
  parquet,
  orc,
  avro,
  ion,
  csv,
  tsv,
  text,
  json,
};
