import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { runEtl, transactionsSource } from './etl.js';
import type { Layout, RowOrder } from './layouts.js';
import { mlFeaturesSql } from './ml-features.js';
import { onOneThread, parquetSource } from './open-database.js';
import type { ProducerSettings } from './producer.js';
import { writeRawLayout } from './raw-layout.js';
import { type TableWrite, writeTable } from './write-table.js';

/** What a layout is made from. */
export interface LayoutInputs {
  readonly settings: ProducerSettings;
  /** The finished folder of a layout. */
  layoutFolder(name: string): string;
  /** The finished file with all transactions in one order. */
  orderFile(order: RowOrder): string;
}

/** Rows by table. */
export type TableRows = Readonly<Record<string, number>>;

type Maker = (
  connection: DuckDBConnection,
  layout: Layout,
  folder: string,
  inputs: LayoutInputs,
) => Promise<TableRows>;

/** Writes the tables of a layout below `folder`. */
export const makeLayout: Record<Layout['madeBy'], Maker> = {
  async firehose(connection, _layout, folder, { settings }) {
    await writeRawLayout(connection, join(folder, rawTable), settings);
    return { [rawTable]: settings.rows };
  },

  async etl(connection, layout, folder, inputs) {
    const sinkFolder = join(folder, 'transactions');
    const run = await runEtl(connection, {
      rawFolder: join(inputs.layoutFolder('raw'), rawTable),
      sinkFolder,
      bookmarkFile: join(folder, '_etl-bookmark.json'),
    });
    const features = featuresWrite(`(${mlFeaturesSql(transactionsSource(sinkFolder))})`, layout, folder);
    // A sum of doubles depends on the order of its terms; only one thread has only one.
    const users = await onOneThread(connection, () => writeTable(connection, features));
    return { transactions: run.rowsWritten, ml_features: users };
  },

  async rewrite(connection, layout, folder, inputs) {
    const etlFolder = inputs.layoutFolder(etlLayout);
    const source =
      layout.rowOrder === 'arrival'
        ? transactionsSource(join(etlFolder, 'transactions'))
        : parquetSource(inputs.orderFile(layout.rowOrder));
    const transactions = { source, folder: join(folder, 'transactions'), layout, files: 4 };
    const features = parquetSource(join(etlFolder, 'ml_features', '*.parquet'));
    return {
      transactions: await writeTable(connection, transactions),
      ml_features: await writeTable(connection, featuresWrite(features, layout, folder)),
    };
  },
};

/** The layout that the ETL job fills; the rewrites read it. */
export const etlLayout = 'parquet_snappy_by_month';

/** The raw records have columns of their own, so they are a table of their own. */
const rawTable = 'raw_transactions';

function featuresWrite(source: string, layout: Layout, folder: string): TableWrite {
  return { source, folder: join(folder, 'ml_features'), layout: { ...layout, partitionKeys: [] }, files: 1 };
}
