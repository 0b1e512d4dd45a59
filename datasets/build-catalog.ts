import { join } from 'node:path';
import { catalogFromFolders } from '../estimator/catalog/catalog-from-folders.js';
import { readCatalogFolder } from '../estimator/catalog/read-catalog-folder.js';
import { DryRunError } from '../estimator/errors.js';
import { layouts } from './layouts.js';

/** Takes the layouts of a datasets folder into `<folder>/catalog`: one database a layout, in the order of the registry. */
export async function buildCatalog(folder: string): Promise<void> {
  const entries = layouts.map(({ name }) => ({
    database: name,
    folder: join(folder, 'layouts', name),
    types: columnTypes,
  }));
  await catalogFromFolders(entries, catalogFolder(folder));
}

/** Whether a datasets folder has a catalog that this version reads. */
export function hasCatalog(folder: string): boolean {
  try {
    readCatalogFolder(catalogFolder(folder));
    return true;
  } catch (error) {
    if (error instanceof DryRunError) return false;
    throw error;
  }
}

/**
 * The types of the plan's tables. They are declared, not found: text files would make `2024` a bigint, and the plan's
 * `year = '2024'` compares with a string.
 */
const columnTypes: Readonly<Record<string, string>> = {
  transaction_id: 'string',
  user_id: 'string',
  amount: 'double',
  category: 'string',
  event_time: 'timestamp',
  is_fraud: 'boolean',
  year: 'string',
  month: 'string',
  day: 'string',
  timestamp: 'string',
  processed_at: 'string',
  source: 'string',
  transaction_count: 'bigint',
  avg_amount: 'double',
  std_amount: 'double',
  max_amount: 'double',
  fraud_rate: 'bigint',
};

function catalogFolder(folder: string): string {
  return join(folder, 'catalog');
}
