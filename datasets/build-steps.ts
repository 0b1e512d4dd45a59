import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeLayout } from './describe-layout.js';
import { transactionsSource } from './etl.js';
import { type Layout, layouts, type RowOrder } from './layouts.js';
import { etlLayout, type LayoutInputs, makeLayout } from './make-layout.js';
import { type LayoutRecord, parseLayoutRecord, writeJson } from './manifest.js';
import { type BuildDatabase, copyRows } from './open-database.js';
import type { ProducerSettings } from './producer.js';
import { rowOrders } from './row-orders.js';
import { sqlText } from './sql-text.js';
import { copyOptions } from './writer-settings.js';

/** One stage of the build. It reads what earlier stages have finished and leaves one file or folder. */
export interface BuildStep {
  /** What a progress display says. */
  readonly title: string;
  readonly output: string;
  /** Makes the output under another name; the caller renames it when it is whole. */
  make(path: string): Promise<void>;
}

/** The stages that fill `folder` with `layouts/<name>/`, in the order of the pipeline. */
export function buildSteps(
  folder: string,
  database: BuildDatabase,
  settings: ProducerSettings,
): readonly BuildStep[] {
  const inputs: LayoutInputs = {
    settings,
    layoutFolder: (name) => join(folder, 'layouts', name),
    orderFile: (order) => join(folder, 'orders', `${order}.parquet`),
  };
  const layoutSteps = (wanted: (layout: Layout) => boolean): readonly BuildStep[] =>
    layouts.filter(wanted).map((layout) => layoutStep(layout, database, inputs));
  return [
    ...layoutSteps(({ madeBy }) => madeBy === 'firehose'),
    ...layoutSteps(({ madeBy }) => madeBy === 'etl'),
    ...sortedOrders.map((order) => orderStep(order, database, inputs)),
    ...layoutSteps(({ madeBy }) => madeBy === 'rewrite'),
  ];
}

/** What the finished layouts say of themselves, in the order of the registry. */
export async function readLayoutRecords(folder: string): Promise<readonly LayoutRecord[]> {
  const texts = layouts.map(({ name }) => readFile(join(folder, 'layouts', name, recordFile), 'utf8'));
  return (await Promise.all(texts)).map(parseLayoutRecord);
}

/** Hidden by Athena's rule for names, so it is no data. */
const recordFile = '_layout.json';

const sortedOrders = ['shuffled', 'time', 'user'] as const satisfies readonly RowOrder[];

function layoutStep(layout: Layout, database: BuildDatabase, inputs: LayoutInputs): BuildStep {
  return {
    title: layout.name,
    output: inputs.layoutFolder(layout.name),
    async make(path) {
      await mkdir(path, { recursive: true });
      const rows = await makeLayout[layout.madeBy](database.connection, layout, path, inputs);
      await writeJson(join(path, recordFile), await describeLayout(layout, path, rows, database.version));
    },
  };
}

function orderStep(
  order: (typeof sortedOrders)[number],
  { connection }: BuildDatabase,
  inputs: LayoutInputs,
): BuildStep {
  return {
    title: `rows ordered (${order})`,
    output: inputs.orderFile(order),
    async make(path) {
      const source = transactionsSource(join(inputs.layoutFolder(etlLayout), 'transactions'));
      const options = copyOptions({ format: 'parquet', codec: 'snappy' });
      await copyRows(
        connection,
        `COPY (FROM ${source} ORDER BY ${rowOrders[order]}) TO ${sqlText(path)} (${options})`,
      );
    },
  };
}
