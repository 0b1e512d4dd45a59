import type { Layout, StorageFormat } from './layouts.js';

/** What a file's size depends on beside its rows; recorded with every size. */
export interface WriterSettings {
  readonly format: StorageFormat;
  readonly codec: Layout['codec'];
  /** Parquet only. */
  readonly rowGroupRows?: number;
  /** Parquet with Zstandard only; DuckDB's other codecs have one level. */
  readonly compressionLevel?: number;
  /** CSV only. */
  readonly header?: boolean;
  /** Text formats only, in strftime notation. */
  readonly timestampFormat?: string;
}

interface Stored extends Pick<Layout, 'format' | 'codec'> {
  /** Of Parquet; 65,536 unless given. */
  readonly rowGroupRows?: number;
}

/** Small enough that a million rows make 16 row groups and a filter on a sorted column can skip most. */
const defaultRowGroupRows = 65_536;

/**
 * CSV gets a header line (tables declare `skip.header.line.count`), so that a crawler finds the names, and timestamps
 * as Athena's LazySimpleSerDe reads them. JSON gets ISO 8601, as the producer sent them.
 */
export function writerSettings(stored: Stored): WriterSettings {
  const { format, codec } = stored;
  return { format, codec, ...byFormat[format](stored) };
}

const byFormat: Record<StorageFormat, (stored: Stored) => Partial<WriterSettings>> = {
  csv: () => ({ header: true, timestampFormat: '%Y-%m-%d %H:%M:%S.%g' }),
  json: () => ({ timestampFormat: '%Y-%m-%dT%H:%M:%S.%gZ' }),
  parquet: ({ codec, rowGroupRows = defaultRowGroupRows }) => ({
    rowGroupRows,
    ...(codec === 'zstd' ? { compressionLevel: 3 } : {}),
  }),
};

/** The settings as the options of DuckDB's COPY. */
export function copyOptions(stored: Stored): string {
  const settings = writerSettings(stored);
  const options = [`FORMAT ${settings.format}`];
  if (settings.codec !== 'none') options.push(`COMPRESSION ${settings.codec}`);
  else if (settings.format === 'parquet') options.push('COMPRESSION uncompressed');
  if (settings.rowGroupRows !== undefined) options.push(`ROW_GROUP_SIZE ${settings.rowGroupRows}`);
  if (settings.compressionLevel !== undefined) options.push(`COMPRESSION_LEVEL ${settings.compressionLevel}`);
  if (settings.header !== undefined) options.push(`HEADER ${settings.header}`);
  if (settings.timestampFormat !== undefined) options.push(`TIMESTAMPFORMAT '${settings.timestampFormat}'`);
  return options.join(', ');
}

/** What the files of a layout are called after the dot. */
export function fileExtension({ format, codec }: Stored): string {
  return format === 'parquet' ? format : `${format}${extensionOfCodec[codec]}`;
}

const extensionOfCodec: Record<Layout['codec'], string> = {
  none: '',
  gzip: '.gz',
  snappy: '.snappy',
  zstd: '.zst',
};
