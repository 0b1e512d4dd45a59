import type { LayoutComparison } from '../../estimator/report.js';

/** A layout in words: `Parquet, snappy, by year/month`. */
export function layoutText(layout: Pick<LayoutComparison, 'format' | 'codec' | 'partitionKeys'>): string {
  const format = formatNames[layout.format] ?? layout.format;
  const codec = layout.codec === 'none' ? 'uncompressed' : layout.codec;
  const keys = layout.partitionKeys.length === 0 ? [] : [`by ${layout.partitionKeys.join('/')}`];
  return [format, codec, ...keys].join(', ');
}

const formatNames: Readonly<Record<string, string>> = {
  parquet: 'Parquet',
  orc: 'ORC',
  avro: 'Avro',
  csv: 'CSV',
  json: 'JSON',
};
