import { countOf } from '../count-of.js';
import type { Kept, ScanReport } from '../report.js';

/** Column names shown before the rest is counted. */
const shownColumns = 12;

/** What is read of a table, in one line: columns, partitions, objects, row groups. */
export function describeScan(scan: ScanReport): string {
  const facts = [
    describeColumns(scan),
    describeKept(scan.partitions, 'partition'),
    describeKept(scan.objects, 'object'),
    describeKept(scan.rowGroups, scan.format === 'orc' ? 'stripe' : 'row group'),
  ];
  return facts.filter((fact) => fact !== null).join(', ');
}

/** The columns that are read, the first of many by name. */
function describeColumns({ columns }: ScanReport): string {
  if (columns.length === 0) return 'no column';
  const shown = columns.slice(0, shownColumns).join(', ');
  const more = columns.length - shownColumns;
  const names = more > 0 ? `${shown} and ${more} more` : shown;
  return `${countOf(columns.length, 'column')} (${names})`;
}

function describeKept(kept: Kept | null, name: string): string | null {
  if (kept === null) return null;
  return `${kept.kept} of ${kept.total} ${name}${kept.total === 1 ? '' : 's'}`;
}
