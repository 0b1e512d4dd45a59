/** Compression of a file by its extension, lower case; `org.apache.hadoop.io.compress` names and what writers use. */
export const codecExtensions: Readonly<Record<string, string>> = {
  gz: 'gzip',
  gzip: 'gzip',
  zst: 'zstd',
  zstd: 'zstd',
  bz2: 'bzip2',
  snappy: 'snappy',
  lz4: 'lz4',
  deflate: 'deflate',
  lzo: 'lzo',
  br: 'brotli',
  xz: 'xz',
};
