import { parseFigure } from '../figure.js';
import type { DescribeSource } from '../source.js';
import { spreadObjects } from '../spread.js';
import { writeSizedParquet } from '../write-sized-parquet.js';

const bucketed = parseFigure('1000 B');

/** Tutorials and live tests of the AWS SDK for pandas. */
export const awsSdkPandas: DescribeSource = () => ({
  ddl: `
    CREATE EXTERNAL TABLE two_files (id int, col1 string) STORED AS PARQUET LOCATION './made/two_files/';
    CREATE EXTERNAL TABLE bucketed (c0 int, c1 string) CLUSTERED BY (c0) INTO 10 BUCKETS
      ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://published/bucketed/';`,
  objects: spreadObjects(
    10_000,
    10,
    (bucket) => `bucketed/part_bucket-${String(bucket).padStart(5, '0')}.csv`,
  ),
  async make(folder) {
    const columns = (id: number, text: number) => [
      { name: 'id', type: 'int32', bytes: id } as const,
      { name: 'col1', type: 'string', bytes: text } as const,
    ];
    writeSizedParquet(`${folder}/two_files/a.parquet`, 360, [{ rows: 3, columns: columns(48, 63) }]);
    writeSizedParquet(`${folder}/two_files/b.parquet`, 355, [{ rows: 3, columns: columns(48, 61) }]);
  },
  cases: {
    IC01: {
      topic: 'columns',
      sql: 'OPTIMIZE two_files REWRITE DATA USING BIN_PACK',
      sizeFrom: 'given',
      note: 'Iceberg’s metadata give the chunks of both files as 48 + 63 and 48 + 61 bytes; the files are of 715 bytes.',
    },
    IC02: {
      topic: 'nothing_read',
      sql: "INSERT INTO two_files VALUES (1, 'a'), (2, 'b'), (3, 'c')",
      sizeFrom: 'any_size',
    },
    IC03: { topic: 'nothing_read', sql: 'VACUUM two_files', sizeFrom: 'any_size' },
    WR01: { topic: 'nothing_read', sql: 'SELECT 1 AS col0', sizeFrom: 'any_size' },
    WR02: {
      topic: 'buckets',
      sql: 'SELECT c0 FROM bucketed WHERE c0 = 0',
      sizeFrom: 'given',
      claim: { ...bucketed, text: 'at most 1/10 of the same table without buckets', low: 0 },
    },
  },
});
