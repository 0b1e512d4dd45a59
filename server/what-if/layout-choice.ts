import * as v from 'valibot';
import type { StorageCodec, StorageFormat } from '../../datasets/layouts.js';
import { DryRunError } from '../../estimator/errors.js';
import { formatWholeNumber } from '../../estimator/render/format-bytes.js';
import type { EngineTable } from '../engine/engine-table.js';

/** How a table could be stored instead. */
export interface LayoutChoice {
  readonly format: StorageFormat;
  readonly codec: StorageCodec;
  /** Names of columns, outermost folder first. */
  readonly partitionKeys: readonly string[];
  /** Column by which the rows of each file are sorted; null: in the order they have now. */
  readonly sortKey: string | null;
  /** Of Parquet. */
  readonly rowGroupRows: number;
}

/** Format and codec are one choice: not every codec goes with every format. */
export const storageOptions: Readonly<Record<string, Pick<LayoutChoice, 'format' | 'codec'>>> = {
  'parquet-snappy': { format: 'parquet', codec: 'snappy' },
  'parquet-zstd': { format: 'parquet', codec: 'zstd' },
  'parquet-gzip': { format: 'parquet', codec: 'gzip' },
  'parquet-none': { format: 'parquet', codec: 'none' },
  'csv-none': { format: 'csv', codec: 'none' },
  'csv-gzip': { format: 'csv', codec: 'gzip' },
  'csv-zstd': { format: 'csv', codec: 'zstd' },
  'json-none': { format: 'json', codec: 'none' },
  'json-gzip': { format: 'json', codec: 'gzip' },
  'json-zstd': { format: 'json', codec: 'zstd' },
};

export const rowGroupOptions: readonly number[] = [10_000, 65_536, 250_000, 1_000_000];

/** The fields of the form, as they were sent; a missing one is empty. */
export interface ChoiceFields {
  readonly storage: string;
  readonly key1: string;
  readonly key2: string;
  readonly key3: string;
  readonly sort: string;
  readonly rows: string;
}

const text = v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(1_000)), '');
const fieldsSchema = v.object({ storage: text, key1: text, key2: text, key3: text, sort: text, rows: text });

/** Reads the form; where nothing was chosen yet, the choice that is most often right. */
export function parseChoiceFields(input: unknown): ChoiceFields {
  const empty = { storage: '', key1: '', key2: '', key3: '', sort: '', rows: '' };
  const parsed = v.safeParse(fieldsSchema, { ...empty, ...(isRecord(input) ? input : {}) });
  const fields = parsed.success ? parsed.output : empty;
  return { ...fields, storage: fields.storage || 'parquet-zstd', rows: fields.rows || '65536' };
}

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null;
}

/** Folders more than this are no layout, and DuckDB keeps a file open for each. */
export const mostPartitions = 1_000;

/** The choice that the fields make for a table. Throws `usage` or `unknown_column`. */
export function choiceOf(fields: ChoiceFields, { columns }: Pick<EngineTable, 'columns'>): LayoutChoice {
  const storage = Object.hasOwn(storageOptions, fields.storage) ? storageOptions[fields.storage] : undefined;
  if (storage === undefined) throw refused(`Format: one of ${Object.keys(storageOptions).join(', ')}.`);
  const rowGroupRows = Number(fields.rows);
  if (!rowGroupOptions.includes(rowGroupRows)) {
    throw refused(`Row group: one of ${rowGroupOptions.map(formatWholeNumber).join(', ')} rows.`);
  }
  const partitionKeys = [fields.key1, fields.key2, fields.key3].filter((name) => name !== '');
  if (new Set(partitionKeys).size < partitionKeys.length) throw refused('A partition key is chosen twice.');
  if (storage.format === 'json' && partitionKeys.length > 0) {
    throw refused('JSON lines are written without partitions here: DuckDB cannot. Choose Parquet or CSV.');
  }
  const sortKey = fields.sort === '' ? null : fields.sort;
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  for (const name of [...partitionKeys, ...(sortKey === null ? [] : [sortKey])]) {
    const type = types.get(name);
    if (type === undefined)
      throw new DryRunError('unknown_column', { name, nearest: null, known: [...types.keys()] });
    if (isNested(type)) throw refused(`Column ${name} is a ${type}: rows cannot be divided or sorted by it.`);
  }
  if (partitionKeys.length >= columns.length) throw refused('At least one column has to stay in the files.');
  const nested = columns.find(({ type }) => isNested(type));
  if (storage.format === 'csv' && nested !== undefined) {
    throw refused(`CSV cannot hold column ${nested.name}, a ${nested.type}. Choose Parquet or JSON lines.`);
  }
  return { ...storage, partitionKeys, sortKey, rowGroupRows };
}

/** Whether values of a Hive type have parts. */
export function isNested(type: string): boolean {
  return /^(?:array|map|struct|row)\b/i.test(type);
}

function refused(detail: string): DryRunError {
  return new DryRunError('usage', { detail });
}
