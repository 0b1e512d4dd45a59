import { storageFormats } from '../../formats/registry.js';
import type { FormatName, StorageFormat } from '../../formats/storage-format.js';
import type { Properties } from '../../sql/statement.js';
import type { Refusal } from '../catalog.js';

/** How a definition says that rows are stored. */
export interface DeclaredStorage {
  /** For reports: a format, or what a format lies in (`iceberg`). */
  readonly name: string;
  /** Of the objects. */
  readonly format: StorageFormat;
  /** Why such a table cannot be estimated at all, else null. */
  readonly refusal: Refusal | null;
  /** Why the objects below the location say no more than an upper bound, else null. */
  readonly opaqueReason: string | null;
  /** Folder below the location that holds no data, else null. */
  readonly metadataFolder: string | null;
  /** Whether the columns of an object are told by their position, not by their names. */
  readonly readsByPosition: boolean;
}

/** What DDL and Glue say about it, in their own words. */
export interface StorageWords {
  /** After STORED AS. */
  readonly storedAs: string | null;
  readonly inputFormat: string | null;
  readonly serde: string | null;
  /** Text between fields, where the SerDe says it. */
  readonly fieldDelimiter: string | null;
  readonly serdeProperties: Properties;
  readonly properties: Properties;
}

/** The storage that Athena would read such a table by; without a word, text in LazySimpleSerDe as in Hive. */
export function declaredStorage(words: StorageWords): DeclaredStorage {
  const tableFormat = tableFormats.find(({ isIt }) => isIt(words));
  if (tableFormat !== undefined) {
    const { name, reason, metadataFolder } = tableFormat;
    return {
      name,
      format: filesOf(words),
      refusal: null,
      opaqueReason: reason,
      metadataFolder,
      readsByPosition: false,
    };
  }
  const refusal = /SymlinkTextInputFormat/i.test(words.inputFormat ?? '') ? symlinks : null;
  const name = formatName(words);
  const format = storageFormats[objectFormatName(name)];
  const readsByPosition = isByPosition(format, words.serdeProperties);
  return { name, format, refusal, opaqueReason: null, metadataFolder: null, readsByPosition };
}

/** https://docs.aws.amazon.com/athena/latest/ug/engine-versions-reference-0003.html, read 2026-11-25 */
const symlinks: Refusal = {
  code: 'unsupported_table',
  detail:
    'its location holds lists of objects (SymlinkTextInputFormat), so the sizes below the location say nothing.',
};

/**
 * "ORC is read by index by default, Parquet by name":
 * https://docs.aws.amazon.com/athena/latest/ug/handling-schema-updates-chapter.html, read 2026-11-25
 */
function isByPosition({ name, layout }: StorageFormat, serdeProperties: Properties): boolean {
  if (layout === 'row') return false;
  const said = serdeProperties.get(`${name}.column.index.access`)?.toLowerCase();
  return said === undefined ? name === 'orc' : said === 'true';
}

interface TableFormat {
  readonly name: string;
  readonly isIt: (words: StorageWords) => boolean;
  readonly reason: string;
  readonly metadataFolder: string | null;
}

/** Formats above the files, whose metadata says which objects belong to the table now. */
const tableFormats: readonly TableFormat[] = [
  {
    name: 'iceberg',
    isIt: ({ properties }) => isProperty(properties, ['table_type'], /^iceberg$/i),
    reason:
      'The current snapshot of this Iceberg table is not known: all data files below its location count whole in the upper bound.',
    metadataFolder: 'metadata',
  },
  {
    name: 'delta',
    isIt: ({ properties }) =>
      isProperty(properties, ['table_type', 'spark.sql.sources.provider'], /^delta$/i),
    reason:
      'The log of this Delta table is not read: all data files below its location count whole in the upper bound.',
    metadataFolder: null,
  },
  {
    name: 'hudi',
    isIt: ({ inputFormat, properties }) =>
      /org\.apache\.hudi\./i.test(inputFormat ?? '') ||
      isProperty(properties, ['table_type', 'spark.sql.sources.provider'], /^hudi$/i),
    reason:
      'The timeline of this Hudi table is not read: all data files below its location count whole in the upper bound.',
    metadataFolder: null,
  },
];

function isProperty(properties: Properties, names: readonly string[], value: RegExp): boolean {
  return names.some((name) => value.test(properties.get(name) ?? ''));
}

/** Data files of a table format: Parquet unless said otherwise. */
function filesOf({ properties }: StorageWords): StorageFormat {
  const name = properties.get('format') ?? properties.get('write.format.default') ?? 'parquet';
  const format = name.toLowerCase();
  return isFormatName(format) ? storageFormats[format] : storageFormats.parquet;
}

function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(storageFormats, name);
}

/** Classes of Hadoop, Hive and others, by a part of their name; the first that fits decides. */
const classes: readonly (readonly [RegExp, string])[] = [
  [/Parquet/i, 'parquet'],
  [/OrcSerde|OrcInputFormat|OrcOutputFormat/i, 'orc'],
  [/Avro/i, 'avro'],
  [/Ion(HiveSerDe|InputFormat)/i, 'ion'],
  [/JsonSerDe|CloudTrail/i, 'json'],
  [/OpenCSVSerde/i, 'csv'],
  [/RegexSerDe|GrokSerDe/i, 'text'],
  [/RCFile|ColumnarSerDe/i, 'rcfile'],
  [/SequenceFile/i, 'sequencefile'],
];

/** Words after STORED AS; the SerDe says which text a text file holds. */
const words: Readonly<Record<string, string>> = {
  parquet: 'parquet',
  parquetfile: 'parquet',
  orc: 'orc',
  orcfile: 'orc',
  avro: 'avro',
  ion: 'ion',
  jsonfile: 'json',
  json: 'json',
  rcfile: 'rcfile',
  sequencefile: 'sequencefile',
};

function formatName({ storedAs, inputFormat, serde, fieldDelimiter, properties }: StorageWords): string {
  const word = (storedAs ?? '').toLowerCase();
  if (Object.hasOwn(words, word)) return words[word] ?? 'text';
  // The class that reads the bytes decides before the one that reads the fields.
  for (const name of [inputFormat, serde]) {
    const found = classes.find(([pattern]) => pattern.test(name ?? ''));
    if (found !== undefined) return found[1];
  }
  const delimiter = fieldDelimiter ?? '';
  if (delimiter === ',') return 'csv';
  if (delimiter === '\t') return 'tsv';
  const classified = properties.get('classification')?.toLowerCase() ?? '';
  return delimiter === '' && serde === null && isFormatName(classified) ? classified : 'text';
}

/** Sequence and RC files have no columns that Athena reads apart here: they count whole. */
function objectFormatName(name: string): FormatName {
  return isFormatName(name) ? name : 'text';
}
