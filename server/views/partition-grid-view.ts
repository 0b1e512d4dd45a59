import type { Partition } from '../../estimator/catalog/inventory.js';
import type { ScanReport } from '../../estimator/report.js';

/** The partitions as cells, kept ones filled: the last key across, the keys before it down. */
export interface PartitionGridView {
  /** Of the whole drawing; a unit is a pixel at most. */
  readonly width: number;
  readonly height: number;
  readonly cells: readonly CellView[];
  readonly labels: readonly LabelView[];
  /** Few enough to show each by its name. */
  readonly isNamed: boolean;
}

export interface CellView {
  readonly x: number;
  readonly y: number;
  readonly isKept: boolean;
  /** The value of the last key. */
  readonly name: string;
  readonly title: string;
}

export interface LabelView {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Pixels from cell to cell, and of one letter of a label. */
const pitch = 14;
const letter = 6.5;

const mostRows = 80;
const mostColumns = 62;
/** Cells in a row of a table with one key: as many as a month has days. */
const stripLength = 31;
/** Partitions of one key that are shown by name. */
const mostNamed = 12;

/** Null where there is nothing to draw: no keys, too many rows, or partitions that only a run knows. */
export function partitionGridView(
  scan: ScanReport,
  keys: readonly string[],
  partitions: readonly Partition[] | undefined,
): PartitionGridView | null {
  const { keptPartitions } = scan;
  if (keptPartitions === undefined || partitions === undefined || partitions.length < 2) return null;
  const kept = keptPartitions === 'all' ? null : new Set(keptPartitions);
  const cells = partitions.map((partition): PartitionCell => {
    const isKept = kept === null || kept.has(partition.id);
    const values = partition.values.map((value) => value ?? 'NULL');
    const named = keys.map((key, index) => `${key} = ${values[index]}`).join(', ');
    return { values, isKept, name: values.at(-1) ?? '', title: `${named}: ${isKept ? 'kept' : 'pruned'}` };
  });
  return keys.length === 1 ? strip(cells) : grid(cells);
}

interface PartitionCell extends Pick<CellView, 'isKept' | 'name' | 'title'> {
  readonly values: readonly string[];
}

function strip(partitions: readonly PartitionCell[]): PartitionGridView | null {
  const rows = Math.ceil(partitions.length / stripLength);
  if (rows > mostRows) return null;
  const cells = partitions.map(({ isKept, name, title }, index) => ({
    x: (index % stripLength) * pitch,
    y: Math.floor(index / stripLength) * pitch,
    isKept,
    name,
    title,
  }));
  const columns = Math.min(partitions.length, stripLength);
  return {
    width: columns * pitch,
    height: rows * pitch,
    cells,
    labels: [],
    isNamed: cells.length <= mostNamed,
  };
}

function grid(partitions: readonly PartitionCell[]): PartitionGridView | null {
  const down = new Axis(partitions.map(({ values }) => values.slice(0, -1).join('-')));
  const across = new Axis(partitions.map(({ values }) => values.at(-1) ?? '').sort(numbersFirst));
  if (down.texts.length > mostRows || across.texts.length > mostColumns) return null;
  const left = Math.ceil(down.longest * letter) + 8;
  const top = pitch + 2;
  const xOf = (text: string): number => left + across.indexOf(text) * pitch;
  const yOf = (text: string): number => top + down.indexOf(text) * pitch;
  const step = Math.max(1, Math.ceil((across.longest * letter + 4) / pitch));
  return {
    width: left + across.texts.length * pitch,
    height: top + down.texts.length * pitch,
    cells: partitions.map(({ values, isKept, name, title }) => ({
      x: xOf(name),
      y: yOf(values.slice(0, -1).join('-')),
      isKept,
      name,
      title,
    })),
    isNamed: false,
    labels: [
      ...down.texts.map((text) => ({ x: 0, y: yOf(text) + pitch - 4, text })),
      ...across.texts
        .filter((_, index) => index % step === 0)
        .map((text) => ({ x: xOf(text), y: pitch - 4, text })),
    ],
  };
}

/** The different texts of a direction, in their order. */
class Axis {
  readonly texts: readonly string[];
  private readonly indexes: ReadonlyMap<string, number>;

  constructor(texts: readonly string[]) {
    this.texts = [...new Set(texts)];
    this.indexes = new Map(this.texts.map((text, index) => [text, index]));
  }

  get longest(): number {
    return Math.max(0, ...this.texts.map(({ length }) => length));
  }

  indexOf(text: string): number {
    return this.indexes.get(text) ?? 0;
  }
}

function numbersFirst(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
