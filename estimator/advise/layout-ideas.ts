import type { FilteredColumn, LayoutIdea, LayoutQuestion } from '../advice-report.js';
import { canBeKey } from './can-be-key.js';

/**
 * Distinct values above which a column makes too many small partitions. Athena's CTAS and INSERT INTO write
 * 100 at once at most (Athena User Guide, “CTAS and INSERT INTO”).
 */
const mostKeyValues = 100;

/** Of a column of dates: a partition a day is usual. */
const mostKeyDates = 1_000;

/** Keys that a table may have after a change; more make partitions too small. */
const mostKeys = 3;

/** Layouts that are worth writing to see what they save. */
const mostIdeas = 3;

const parquetZstd = { format: 'parquet', codec: 'zstd' } as const;

/**
 * At most three layouts in which a table may read less for a filter, the most promising first: partitioned by its
 * columns of few values, sorted by those of many, as Parquet with zstd. `distinctValues` are counted where they are
 * known; else the type of a column says whether it has few. None of them is measured.
 */
export function layoutIdeas(
  question: Omit<LayoutQuestion, 'ideas'>,
  distinctValues: ReadonlyMap<string, number> = new Map(),
): readonly LayoutIdea[] {
  const { filtered, partitionKeys } = question;
  const few = filtered.filter((column) => hasFewValues(column, distinctValues));
  const keys = few
    .filter(({ type }) => canBeKey(type))
    .sort((one, other) => valuesOf(one, distinctValues) - valuesOf(other, distinctValues))
    .map(({ name }) => name)
    .slice(0, Math.max(0, mostKeys - partitionKeys.length));
  const many = filtered.filter((column) => !few.includes(column));
  const sortKeys = [...many, ...few]
    .filter(({ asks, type }) => asks !== 'other' && type !== 'boolean')
    .map(({ name }) => name);
  const best = sortKeys.find((name) => !keys.includes(name));
  const found = [
    ...(keys.length > 0 && best !== undefined ? [{ keys, sortKey: best }] : []),
    ...(keys.length > 0 ? [{ keys, sortKey: null }] : []),
    ...sortKeys.map((sortKey) => ({ keys: [], sortKey })),
    ...(savesByCodec(question) ? [{ keys: [], sortKey: null }] : []),
  ];
  return found.slice(0, mostIdeas).map(({ keys: added, sortKey }) => ({
    ...parquetZstd,
    partitionKeys: [...partitionKeys, ...added],
    sortKey,
  }));
}

/** Text is a guess: names of countries have few values, names of users many. */
const typesOfFewValues: ReadonlySet<FilteredColumn['type']> = new Set(['boolean', 'date', 'varchar', 'char']);

function hasFewValues({ name, type, asks }: FilteredColumn, counted: ReadonlyMap<string, number>): boolean {
  const values = counted.get(name);
  if (values !== undefined) return values <= (type === 'date' ? mostKeyDates : mostKeyValues);
  return typesOfFewValues.has(type) && (asks === 'values' || type === 'date');
}

function valuesOf({ name, type }: FilteredColumn, counted: ReadonlyMap<string, number>): number {
  return counted.get(name) ?? (type === 'boolean' ? 2 : mostKeyValues);
}

const looseCodecs: ReadonlySet<string> = new Set(['none', 'snappy', 'lz4', 'lzo']);

/** Whether the same rows in the same order are surely not stored as well already. */
function savesByCodec({ format, codec, isRowFormat }: Omit<LayoutQuestion, 'ideas'>): boolean {
  return isRowFormat || (format === 'parquet' && looseCodecs.has(codec));
}
