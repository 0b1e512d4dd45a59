import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DescribeSource, LeftOut } from '../source.js';
import { writeSizedParquet } from '../write-sized-parquet.js';

const columns =
  'iso_code string, continent string, location string, date string, total_cases double, new_cases double';
const measures = ['new_tests', 'total_tests', 'new_deaths', 'population'];
const allColumns = [columns, ...measures.map((name) => `${name} double`)].join(', ');

const orcFixture = fileURLToPath(new URL('../../formats/fixtures/zlib.orc', import.meta.url));

const noColumnSizes: LeftOut = {
  topic: 'columns',
  leftOut: 'The sizes of its columns are not published apart from this scan.',
};

/** One table of cases by country and day as CSV (100,000 rows), Parquet and ORC (2 M rows). */
export const covid: DescribeSource = ({ total }) => {
  const csv = total('CV01');
  const parquet = total('CV02');
  const orc = total('CV03');
  return {
    ddl: `
      CREATE EXTERNAL TABLE csv (${allColumns})
        ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://published/covid_csv/';
      CREATE EXTERNAL TABLE parquet (location string, cases int) STORED AS PARQUET LOCATION './made/parquet/';
      CREATE EXTERNAL TABLE orc (id bigint, name string) STORED AS ORC LOCATION './made/orc/';`,
    objects: { 'covid_csv/covid.csv': Math.round(csv.bytes) },
    async make(folder) {
      const fileBytes = Math.round(parquet.bytes);
      const chunkBytes = fileBytes - 20_000;
      writeSizedParquet(`${folder}/parquet/covid.parquet`, fileBytes, [
        {
          rows: 2_000_000,
          columns: [
            { name: 'location', type: 'string', bytes: Math.floor(chunkBytes / 2) },
            { name: 'cases', type: 'int32', bytes: Math.ceil(chunkBytes / 2) },
          ],
        },
      ]);
      putApart(readFileSync(orcFixture), Math.round(orc.bytes), `${folder}/orc/covid.orc`);
    },
    cases: {
      CV01: { topic: 'counting', sql: 'SELECT count(*) FROM csv', sizeFrom: 'given', sizedBy: csv },
      CV02: { topic: 'counting', sql: 'SELECT count(*) FROM parquet', sizeFrom: 'any_size' },
      CV03: {
        topic: 'counting',
        sql: 'SELECT count(*) FROM orc',
        sizeFrom: 'given',
        note: 'Unlike Parquet’s, ORC’s footers count; how many files and splits there were is not published.',
      },
      CV04: { topic: 'limit_text', sql: 'SELECT * FROM csv LIMIT 100', sizeFrom: 'given', sizedBy: csv },
      CV05: {
        topic: 'limit_columnar',
        sql: 'SELECT * FROM parquet LIMIT 100',
        sizeFrom: 'given',
        sizedBy: parquet,
        note: 'One file with one row group: LIMIT saved nothing here.',
      },
      CV06: {
        topic: 'limit_columnar',
        leftOut: 'The number and the sizes of the stripes are not published; only the size of the file is.',
      },
      CV07: {
        topic: 'row_formats',
        sql: 'SELECT location, max(total_cases), sum(new_cases) FROM csv GROUP BY location ORDER BY 2 DESC',
        sizeFrom: 'given',
        sizedBy: csv,
      },
      CV08: noColumnSizes,
      CV09: noColumnSizes,
      CV10: {
        topic: 'row_formats',
        sql: `SELECT location, date, new_cases, total_cases FROM csv
          WHERE location IN ('Germany', 'France') AND date BETWEEN '2021-01-01' AND '2021-02-01'`,
        sizeFrom: 'given',
        sizedBy: csv,
      },
      CV11: noColumnSizes,
      CV13: {
        topic: 'row_formats',
        sql: `SELECT location, rank() OVER (ORDER BY cases DESC) FROM (SELECT location, date, continent, iso_code,
          total_cases AS cases, new_cases, population FROM csv) t`,
        sizeFrom: 'given',
        sizedBy: csv,
      },
      CV16: {
        topic: 'scan_twice',
        sql: 'SELECT DISTINCT location FROM csv WHERE total_cases = (SELECT max(total_cases) FROM csv)',
        sizeFrom: 'given',
        sizedBy: csv,
      },
      CV17: noColumnSizes,
    },
  };
};

/** A small file grown to `bytes` by a hole in its data, so that footers and sizes are those of a large one. */
function putApart(small: Buffer, bytes: number, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  writeSync(file, small, 0, small.length, 0);
  writeSync(file, small, 0, small.length, bytes - small.length);
  closeSync(file);
}
