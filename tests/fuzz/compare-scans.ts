import type { DuckdbScan } from './duckdb-scans.js';

export interface ComparedScan {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface ScanDifference {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** Our scans that read a column which no scan of theirs that is left over reads, in a table with as many scans of known columns. */
  readonly needless: readonly string[];
}

/** What only one of the two says; a scan whose columns DuckDB does not print stands for any scan of its table. */
export function compareScans(ours: readonly ComparedScan[], theirs: readonly DuckdbScan[]): ScanDifference {
  const left = ours.map(({ table, columns }) => `${table} [${columns.join(', ')}]`);
  const extra: string[] = [];
  for (const { table, columns } of theirs) {
    if (columns === null) continue;
    const text = `${table} [${columns.join(', ')}]`;
    if (!remove(left, (candidate) => candidate === text)) extra.push(text);
  }
  const unknown = new Set<string>();
  for (const { table, columns } of theirs) {
    if (columns !== null) continue;
    unknown.add(table);
    if (!remove(left, (candidate) => candidate.startsWith(`${table} [`))) extra.push(`${table} [?]`);
  }
  return { ours: left.sort(), theirs: extra.sort(), needless: needlessIn(left, extra, unknown) };
}

function needlessIn(
  left: readonly string[],
  extra: readonly string[],
  unknown: ReadonlySet<string>,
): readonly string[] {
  return left.filter((scan) => {
    if (unknown.has(tableOf(scan))) return false;
    const isSame = (other: string): boolean => tableOf(other) === tableOf(scan);
    const rivals = extra.filter(isSame);
    if (rivals.length !== left.filter(isSame).length) return false;
    return !rivals.some((rival) => columnsOf(scan).every((column) => columnsOf(rival).includes(column)));
  });
}

function tableOf(scan: string): string {
  return scan.slice(0, scan.indexOf(' '));
}

function columnsOf(scan: string): readonly string[] {
  const columns = scan.slice(scan.indexOf('[') + 1, -1);
  return columns === '' ? [] : columns.split(', ');
}

function remove(items: string[], test: (item: string) => boolean): boolean {
  const index = items.findIndex(test);
  if (index !== -1) items.splice(index, 1);
  return index !== -1;
}
