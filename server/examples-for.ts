import type { Catalog } from '../estimator/catalog/catalog.js';
import { type Example, examples } from './examples.js';

const tablesShown = 3;

/** The plan's queries where the catalog has the plan's table; else a start for its first tables. */
export function examplesFor(catalog: Catalog): readonly Example[] {
  const tables = [...catalog.databases.values()].flatMap((database) => [...database.tables.values()]);
  if (tables.some(({ name }) => name === 'transactions')) return examples;
  return tables
    .slice(0, tablesShown)
    .flatMap(({ database, name }) => startsWith(quoted([database, name]), name));
}

function startsWith(table: string, name: string): readonly Example[] {
  return [
    {
      name: `All of ${name}`,
      teaches: 'Every column: the dearest way to read a columnar table.',
      isOfPlan: false,
      sql: `SELECT *\nFROM ${table}`,
    },
    {
      name: `count(*) of ${name}`,
      teaches: 'In Parquet the footers know; in CSV every byte is read.',
      isOfPlan: false,
      sql: `SELECT count(*)\nFROM ${table}`,
    },
  ];
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
