import { join } from 'node:path';
import type { Layout } from './layouts.js';
import type { TableRows } from './make-layout.js';
import type { LayoutRecord } from './manifest.js';
import { rawSettings } from './raw-layout.js';
import { walkFiles } from './walk-files.js';
import { writerSettings } from './writer-settings.js';

/** Records a layout's writer settings beside the sizes that its files in `folder` have. */
export async function describeLayout(
  layout: Layout,
  folder: string,
  rows: TableRows,
  duckdbVersion: string,
): Promise<LayoutRecord> {
  const { name, title, partitionKeys, rowOrder, madeBy } = layout;
  const program =
    madeBy === 'firehose'
      ? { program: 'Node.js zlib', compressionLevel: rawSettings.gzipLevel }
      : { program: `DuckDB ${duckdbVersion}` };
  const tables: LayoutRecord['tables'] = {};
  for (const [table, tableRows] of Object.entries(rows)) {
    const files = await walkFiles(join(folder, table));
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    tables[table] = { rows: tableRows, objects: files.length, bytes };
  }
  const writer = { ...writerSettings(layout), ...program };
  return { name, title, partitionKeys: [...partitionKeys], rowOrder, writer, tables };
}
