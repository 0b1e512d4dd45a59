import { DryRunError } from '../../estimator/errors.js';

/** What an uploaded file is by its name. */
export interface FileKind {
  readonly format: 'csv' | 'tsv' | 'json' | 'parquet';
  /** Extension that the stored file gets: never anything of the name that was sent. */
  readonly extension: string;
  /** What the name starts with, as a name for the table. */
  readonly stem: string;
}

const formats: ReadonlyMap<string, FileKind['format']> = new Map([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['tab', 'tsv'],
  ['json', 'json'],
  ['jsonl', 'json'],
  ['ndjson', 'json'],
  ['parquet', 'parquet'],
]);
const codecs: ReadonlyMap<string, string> = new Map([
  ['gz', '.gz'],
  ['gzip', '.gz'],
  ['zst', '.zst'],
  ['zstd', '.zst'],
]);

/** Throws `usage` where the name says none of the formats. */
export function fileKindOf(fileName: string): FileKind {
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  const parsed = /^(.*?)\.([a-z]+)(?:\.(gz|gzip|zst|zstd))?$/i.exec(name);
  const format = formats.get((parsed?.[2] ?? '').toLowerCase());
  const codec = codecs.get((parsed?.[3] ?? '').toLowerCase()) ?? '';
  if (format === undefined || (format === 'parquet' && codec !== '')) {
    const detail =
      'The name of the file has to end in .csv, .tsv, .json, .jsonl or .ndjson (with .gz or .zst, if compressed) or in .parquet.';
    throw new DryRunError('usage', { detail });
  }
  return { format, extension: `${format}${codec}`, stem: parsed?.[1] ?? '' };
}

/** A name that SQL takes without quotes. */
export function tableNameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  if (name === '') return 'data';
  return /^\d/.test(name) ? `t_${name}` : name;
}
