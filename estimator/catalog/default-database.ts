import type { Catalog } from './catalog.js';

/** Of the built-in datasets, where the plan's own job writes. */
const ofBuiltIn = 'parquet_snappy_by_month';

/** Where an unqualified table is looked for when nobody says: `default`, else the only or the first database there is. */
export function defaultDatabase({ databases }: Catalog): string {
  const [first = 'default'] = databases.keys();
  return ['default', ofBuiltIn].find((name) => databases.has(name)) ?? first;
}
