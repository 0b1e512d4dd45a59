interface Layout {
  readonly format: string;
  /** Null where it is not known. */
  readonly codec: string | null;
  readonly partitionKeys: readonly string[];
}

/** A layout in words: `Parquet, snappy, by year/month`. */
export function layoutText(layout: Layout): string {
  const format = formatNames[layout.format] ?? layout.format;
  const codec = layout.codec === 'none' ? 'uncompressed' : layout.codec;
  const codecs = codec === null ? [] : [codec];
  const keys = layout.partitionKeys.length === 0 ? [] : [`by ${layout.partitionKeys.join('/')}`];
  return [format, ...codecs, ...keys].join(', ');
}

const formatNames: Readonly<Record<string, string>> = {
  parquet: 'Parquet',
  orc: 'ORC',
  avro: 'Avro',
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
};
