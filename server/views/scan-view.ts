import type { Catalog, Table } from '../../estimator/catalog/catalog.js';
import type { Partition } from '../../estimator/catalog/inventory.js';
import { storageFormats } from '../../estimator/formats/registry.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';
import { layoutText } from '../../estimator/render/layout-text.js';
import type { Kept, ScanReport } from '../../estimator/report.js';
import { namesOf } from '../../estimator/sql/leaf-path.js';
import { intervalText } from './interval-text.js';
import { type PartitionGridView, partitionGridView } from './partition-grid-view.js';
import { percentOf } from './range-view.js';
import { type ReasonView, reasonView } from './reason-view.js';

/** Why one table reference costs what it costs. */
export interface ScanView {
  readonly table: string;
  readonly database: string;
  readonly layout: string;
  readonly place: string;
  readonly line: number;
  readonly column: number;
  readonly bytes: string;
  readonly readColumns: readonly ColumnView[];
  readonly unreadColumns: readonly string[];
  /** Rows are stored whole: columns that are not needed are read all the same. */
  readonly readsWholeRows: boolean;
  readonly columnsNote: string | null;
  readonly partitionKeys: readonly string[];
  readonly grid: PartitionGridView | null;
  readonly kept: readonly KeptView[];
  readonly reasonsTitle: string;
  readonly reasons: readonly ReasonView[];
}

export interface ColumnView {
  readonly name: string;
  /** Null where the format doesn't store columns apart. */
  readonly bytes: string | null;
  readonly share: string | null;
  readonly percent: number;
}

/** How many of something are left after pruning. */
export interface KeptView {
  readonly what: string;
  readonly text: string;
  readonly percent: number;
  readonly allKept: boolean;
}

/** One scan of a statement, scaled or of the data as it is here, with the columns of its table that are not read. */
export function scanView(
  scan: ScanReport,
  catalog: Catalog,
  partitions: ReadonlyMap<string, readonly Partition[]>,
  isScaled: boolean,
): ScanView {
  const counted = isScaled ? ' of the sample' : '';
  const table = findTable(catalog, scan);
  const partitionKeys = table?.partitionKeys.map((key) => key.name) ?? [];
  return {
    table: scan.table,
    database: scan.database,
    layout: layoutText({ format: scan.format, codec: table?.codec ?? 'none', partitionKeys }),
    place: `line ${scan.line}`,
    line: scan.line,
    column: scan.column,
    bytes: intervalText(scan.bytes, formatBytes),
    readColumns: readColumns(scan),
    unreadColumns: unreadColumns(scan, table),
    readsWholeRows: isRowFormat(scan.format),
    columnsNote: columnsNote(scan),
    partitionKeys,
    grid: partitionGridView(scan, partitionKeys, partitions.get(`${scan.database}.${scan.table}`)),
    kept: [
      keptView('partitions', scan.partitions, ''),
      keptView('objects', scan.objects, counted),
      keptView('row groups', scan.rowGroups, counted),
    ].filter((kept) => kept !== null),
    reasonsTitle: scan.bytes.high === null ? 'Why it is not known' : 'Why it is not exact',
    reasons: scan.reasons.map(reasonView),
  };
}

function findTable(catalog: Catalog, scan: ScanReport): Table | null {
  const found = catalog.databases.get(scan.database.toLowerCase())?.tables.get(scan.table.toLowerCase());
  return found?.kind === 'table' ? found : null;
}

function readColumns(scan: ScanReport): readonly ColumnView[] {
  const { columnBytes } = scan;
  if (columnBytes === undefined) {
    return scan.columns.map((name) => ({ name, bytes: null, share: null, percent: 0 }));
  }
  const total = Object.values(columnBytes).reduce((sum, bytes) => sum + bytes, 0);
  return scan.columns
    .map((name) => ({ name, bytes: columnBytes[name] ?? 0 }))
    .sort((one, other) => other.bytes - one.bytes)
    .map(({ name, bytes }) => ({
      name,
      bytes: formatBytes(bytes),
      share: total === 0 ? null : shareText(bytes / total),
      percent: percentOf(bytes, total),
    }));
}

function shareText(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

/** A nested column counts as read when one of its leaves is. */
function unreadColumns(scan: ScanReport, table: Table | null): readonly string[] {
  const read = new Set(scan.columns.map((path) => namesOf(path)[0]?.toLowerCase()));
  return (table?.columns ?? []).map(({ name }) => name).filter((name) => !read.has(name.toLowerCase()));
}

function isRowFormat(format: string): boolean {
  return Object.values(storageFormats).some(({ name, layout }) => name === format && layout === 'row');
}

function columnsNote(scan: ScanReport): string | null {
  if (scan.columns.length === 0) {
    return isRowFormat(scan.format)
      ? 'No column is needed, but rows are stored whole in this format: every byte of the kept objects is read.'
      : 'No column is read: the row count stands in the footers, and footers are not billed.';
  }
  if (!isRowFormat(scan.format)) return null;
  return 'Rows are stored whole in this format: every byte of the kept objects is read, whatever is needed.';
}

/** A larger table has more objects and row groups, in the same partitions. */
function keptView(what: string, kept: Kept | null, counted: string): KeptView | null {
  if (kept === null) return null;
  return {
    what,
    text: `${formatWholeNumber(kept.kept)} of ${formatWholeNumber(kept.total)}${counted}`,
    percent: percentOf(kept.kept, kept.total),
    allKept: kept.kept === kept.total,
  };
}
