import { codecExtensions } from './codec-extensions.js';
import { storageFormats } from './registry.js';
import type { StorageFormat } from './storage-format.js';

export interface NamedFormat {
  /** null: the name does not say. */
  readonly format: StorageFormat | null;
  /** `none` where the name does not say. */
  readonly codec: string;
  /** The name without the extensions of format and codec. */
  readonly stem: string;
}

/** What a file name says: `orders.csv.gz` is csv, gzip; `part-0.snappy.parquet` is parquet, snappy. */
export function formatOfName(fileName: string): NamedFormat {
  let stem = fileName;
  let format: StorageFormat | null = null;
  let codec = 'none';
  for (;;) {
    const dot = stem.lastIndexOf('.');
    const extension = dot > 0 ? stem.slice(dot + 1).toLowerCase() : '';
    const namedFormat: StorageFormat | undefined = formatByExtension.get(extension);
    const namedCodec: string | undefined = Object.hasOwn(codecExtensions, extension)
      ? codecExtensions[extension]
      : undefined;
    if (namedFormat !== undefined && format === null) format = namedFormat;
    else if (namedCodec !== undefined && codec === 'none') codec = namedCodec;
    else return { format, codec, stem };
    stem = stem.slice(0, dot);
  }
}

const formatByExtension: ReadonlyMap<string, StorageFormat> = new Map(
  Object.values(storageFormats).flatMap((format) =>
    format.extensions.map((extension) => [extension, format] as const),
  ),
);
