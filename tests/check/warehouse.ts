import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readDdlFiles } from '../../estimator/catalog/declared/read-definitions.js';
import { takeDeclaredCatalog } from '../../estimator/catalog/declared/take-declared-catalog.js';

const megabyte = 1_000_000;

/** Bytes by object: sizes that no test could write to disk, known from a listing. */
const objects: Readonly<Record<string, number>> = {
  'logs/dt=2024-01-01/a.csv': 1000 * megabyte,
  'logs/dt=2024-01-02/a.csv': 1000 * megabyte,
  'logs/dt=2024-01-03/a.csv': 1000 * megabyte,
  'events/dt=2024-01-01/a.parquet': 2000 * megabyte,
  'events/dt=2024-01-02/a.parquet': 2000 * megabyte,
  'users/a.csv': 100 * megabyte,
  'tiny/a.csv': 1000,
};

const definitions = `
CREATE EXTERNAL TABLE logs (id string, user_id string, at timestamp, path string, status int)
PARTITIONED BY (dt string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/logs/';
CREATE EXTERNAL TABLE events (id bigint, user_id string, at timestamp, kind string, amount double, payload string)
PARTITIONED BY (dt string) STORED AS PARQUET LOCATION 's3://lake/events/';
CREATE EXTERNAL TABLE users (user_id string, name string, email string, city string, country string, age int, about string,
  likes string, dislikes string, phone string, height int, weight int)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/users/';
CREATE EXTERNAL TABLE tiny (a string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/tiny/';
CREATE EXTERNAL TABLE unlisted (a string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://elsewhere/unlisted/';
`;

export interface Warehouse {
  /** A working directory with the catalog in `catalog`. */
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

/**
 * A folder with a catalog: `logs` (CSV, 1 GB for each of three days), `events` (Parquet, 2 GB for each of two days),
 * `users` (CSV of twelve columns, 100 MB), `tiny` (1 kB), and `unlisted`, of which no object is known.
 */
export async function createWarehouse(): Promise<Warehouse> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-check-'));
  const source = join(folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'tables.sql'), definitions);
  const listing = Object.entries(objects).map(([Key, Size]) => ({ Key, Size, StorageClass: 'STANDARD' }));
  writeFileSync(join(source, 'objects.json'), JSON.stringify({ Contents: listing }));
  await takeDeclaredCatalog(
    readDdlFiles([join(source, 'tables.sql')], 'default'),
    [{ bucket: 'lake', file: join(source, 'objects.json') }],
    join(folder, 'catalog'),
  );
  rmSync(source, { recursive: true });
  return {
    folder,
    write: (files) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
