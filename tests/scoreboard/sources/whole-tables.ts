import type { Figure } from '../figure.js';
import type { DescribeSource, Replay } from '../source.js';
import { spreadObjects } from '../spread.js';
import { writeSizedParquet } from '../write-sized-parquet.js';

const count = 'SELECT count(*) FROM';
const noColumnSizes = 'The sizes of its columns are not published apart from this scan.';

function counted(table: string, bytes: Figure, sizeFrom: Replay['sizeFrom']): Replay {
  return { topic: 'counting', sql: `${count} ${table}`, sizeFrom, sizedBy: bytes };
}

/** Single figures of many authors, most of them a count or a scan of everything. */
export const wholeTables: DescribeSource = ({ scanned, total }) => {
  const text = (name: string, keys = ''): string =>
    `CREATE EXTERNAL TABLE ${name} (id string, actor1name string, actor2name string) ${keys}
      ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://published/${name}/';`;
  const json = (name: string, keys: string): string =>
    `CREATE EXTERNAL TABLE ${name} (payload string, size bigint) PARTITIONED BY (${keys})
      ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://published/${name}/';`;
  const gz = scanned('RA01');
  const manifests = scanned('QU01');
  const free: Replay = { topic: 'counting', sql: `${count} sales_parquet`, sizeFrom: 'any_size' };
  return {
    ddl: `
      ${['store_sales', 'one_file', 'ten_files', 'twenty_files', 'gdelt', 'twelve_gb', 'tiny'].map((name) => text(name)).join('\n')}
      ${json('events', 'name string')} ${json('manifests', '`user` string, package string')}
      CREATE EXTERNAL TABLE sales_parquet (id int, price string) PARTITIONED BY (sold string)
        STORED AS PARQUET LOCATION './made/sales/';
      CREATE EXTERNAL TABLE history (parent_id binary) STORED AS PARQUET LOCATION './made/history/';`,
    objects: {
      'store_sales/a.dat': Math.round(scanned('TD03').bytes),
      'one_file/a.csv.gz': Math.round(gz.bytes),
      ...spreadObjects(gz.bytes, 10, (file) => `ten_files/${file}.csv.gz`),
      ...spreadObjects(gz.bytes, 20, (file) => `twenty_files/${file}.csv.gz`),
      'gdelt/a.csv': Math.round(scanned('GD01').bytes),
      'twelve_gb/a.csv': Math.round(total('DC01').bytes),
      'tiny/a.csv': Math.round(scanned('ED01').bytes),
      'events/name=signup/a.json': Math.round(scanned('EV01').bytes),
      'events/name=login/a.json': 1_000_000,
      'manifests/user=a/package=b/1.json': Math.round(manifests.bytes),
    },
    async make(folder, duckdb) {
      for (const sold of ['1', '2']) {
        writeSizedParquet(`${folder}/sales/sold=${sold}/a.parquet`, 1_000_000, [
          {
            rows: 1000,
            columns: [
              { name: 'id', type: 'int32', bytes: 400_000 },
              { name: 'price', type: 'string', bytes: 500_000 },
            ],
          },
        ]);
      }
      await duckdb.run(`COPY (SELECT unhex(left(md5(i::VARCHAR) || md5('p' || i), 40)) AS parent_id FROM range(50000) r(i))
        TO '${folder}/history' (FORMAT parquet, COMPRESSION snappy, PER_THREAD_OUTPUT)`);
    },
    cases: {
      TD03: counted('store_sales', scanned('TD03'), 'own_scan'),
      TD04: free,
      DC01: counted('twelve_gb', total('DC01'), 'given'),
      DC02: free,
      LF01: free,
      QI01: {
        ...free,
        sql: "SELECT sold, count(1) FROM sales_parquet WHERE sold = '1' GROUP BY sold",
      },
      ED01: counted('tiny', scanned('ED01'), 'own_scan'),
      RA01: counted('one_file', gz, 'own_scan'),
      RA02: counted('twenty_files', gz, 'other_scan'),
      RA03: counted('ten_files', gz, 'other_scan'),
      GD01: {
        topic: 'row_formats',
        sql: "SELECT actor1name, count(*) FROM gdelt WHERE actor1name = 'X' GROUP BY 1",
        sizeFrom: 'own_scan',
        sizedBy: scanned('GD01'),
      },
      EV01: {
        topic: 'partitions',
        sql: "SELECT json_extract(payload, '$.day'), count(*) FROM events WHERE name = 'signup' GROUP BY 1",
        sizeFrom: 'own_scan',
        sizedBy: scanned('EV01'),
      },
      QU01: {
        topic: 'row_formats',
        sql: "SELECT * FROM manifests WHERE json_extract_scalar(payload, '$.a') = 'b'",
        sizeFrom: 'own_scan',
        sizedBy: manifests,
      },
      QU02: {
        topic: 'row_formats',
        sql: "SELECT * FROM manifests WHERE json_extract_scalar(payload, '$.c') = 'd'",
        sizeFrom: 'other_scan',
        sizedBy: manifests,
      },
      SW01: {
        topic: 'columns',
        sql: 'SELECT avg(n) FROM (SELECT parent_id, count(*) AS n FROM history GROUP BY parent_id) t',
        sizeFrom: 'made_data',
        scale: 1_252_500_000 / 50_000,
        allowance: { share: 0.25, why: '20 random bytes take 20 to 24, as the writer has it' },
      },
      SW02: { topic: 'columns', leftOut: noColumnSizes },
      NO01: { topic: 'columns', leftOut: 'The size of the table is not published apart from this scan.' },
      DB01: { topic: 'columns', leftOut: 'The sizes of its columns are not published apart from this scan.' },
      CC01: { topic: 'columns', leftOut: noColumnSizes },
      CC02: {
        topic: 'row_groups',
        leftOut:
          'A round figure (about 400 MB); neither column sizes nor the share of the domain are published.',
      },
      CC03: {
        topic: 'row_groups',
        leftOut:
          'Only “less than 10 MB” is known; neither column sizes nor the share of the domain are published.',
      },
      CC04: {
        topic: 'row_groups',
        leftOut:
          'Only “less than 10 MB” is known; neither column sizes nor the share of the domain are published.',
      },
    },
  };
};
