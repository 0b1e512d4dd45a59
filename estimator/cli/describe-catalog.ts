import type { CatalogSummary } from '../catalog/catalog-from-folders.js';
import { formatBytes } from '../render/format-bytes.js';
import { renderPlainTable } from '../render/plain-table.js';

/** What was taken into a catalog: one line a table. */
export function describeCatalog({ databases }: CatalogSummary): string {
  const rows = databases.flatMap(({ name, tables, views = [] }) => [
    ...tables.map((table) => [
      `${name}.${table.name}`,
      table.format,
      table.codec,
      table.partitionKeys.map((key) => key.name).join(', ') || '-',
      String(table.columns.length),
      table.storedBytes === null ? 'not known' : String(table.objects),
      table.rowGroups === null ? '-' : String(table.rowGroups),
      table.storedBytes === null ? 'not known' : formatBytes(table.storedBytes),
    ]),
    ...views.map((view) => [`${name}.${view.name}`, 'view', '-', '-', '-', '-', '-', '-']),
  ]);
  const headings = [
    'table',
    'format',
    'codec',
    'partitioned by',
    'columns',
    'objects',
    'row groups',
    'stored',
  ];
  return renderPlainTable({ headings, rows, firstFigure: 4 }).join('\n');
}
