import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { formatType } from '../../estimator/sql/format-type.js';
import { estimateOf } from './estimate-of.js';
import { openDuckdb, put, putParquet, scratchFolder, tableOf } from './scratch.js';

const root = scratchFolder();
let duckdb: DuckDBConnection;
let files = 0;

beforeAll(async () => {
  duckdb = await openDuckdb();
  await putParquet(
    duckdb,
    join(root, 'sales/dt=2024-01-01/a.parquet'),
    'SELECT i AS id, i * 0.5 AS amount FROM range(1000) r(i)',
  );
  await putParquet(
    duckdb,
    join(root, 'sales/dt=2024-01-02/a.parquet'),
    'SELECT 1::BIGINT AS id, 0.5 AS amount',
  );
  put(root, 'elsewhere/late.csv', 'not parquet at all');
  put(root, 'logs/a.csv', '1,2\n');
  put(root, 'logs/deep/er/b.csv', '1,2\n3,4\n');
  put(root, 'logs/_temporary/c.csv', '1,2\n');
});

afterAll(() => duckdb.closeSync());

/** A file of DDL in the folder of the data. */
function ddl(text: string): string {
  files += 1;
  return put(root, `tables-${files}.sql`, text);
}

const sales = `CREATE EXTERNAL TABLE sales (id bigint, amount double) PARTITIONED BY (dt date)
  STORED AS PARQUET LOCATION 'sales/';`;

describe('a table without known bytes', () => {
  test.each([
    ['in a bucket', "LOCATION 's3://bucket/nothing/here/'"],
    ['in a folder that is not there', "LOCATION './not-there'"],
    ['without a location', ''],
  ])('%s has scans and columns, but no bytes', async (_, location) => {
    const file = ddl(
      `CREATE EXTERNAL TABLE t (a int, b struct<c:int,d:string>) STORED AS PARQUET ${location}`,
    );
    const [statement] = (await estimateOf(file, 'SELECT b.c FROM t WHERE a > 1')).statements;
    expect(statement).toMatchObject({
      accuracy: 'unknown',
      bytesScanned: { low: null, likely: null, high: null },
      usd: { low: null, likely: null, high: null },
      scans: [
        {
          columns: ['a', 'b.c'],
          objects: null,
          partitions: null,
          bytes: { low: null, likely: null, high: null },
          reasons: [{ code: 'size_unknown' }],
        },
      ],
      errors: [],
    });
  });

  test('has the partitions that are registered; none of them left is 0 bytes', async () => {
    const file = ddl(`CREATE EXTERNAL TABLE t (a int) PARTITIONED BY (day int) LOCATION 's3://bucket/t/';
      ALTER TABLE t ADD PARTITION (day = 1) PARTITION (day = 2) LOCATION 's3://other/two/';`);
    const [some, none] = (
      await estimateOf(file, 'SELECT a FROM t WHERE day > 1; SELECT a FROM t WHERE day > 2')
    ).statements;
    expect(some).toMatchObject({ accuracy: 'unknown', scans: [{ partitions: { kept: 1, total: 2 } }] });
    expect(none).toMatchObject({ accuracy: 'exact', bytesScanned: { high: 0 } });
  });
});

describe('bytes at a local location', () => {
  test('are read with the schema and the types of the DDL', async () => {
    const file = ddl(sales);
    const [statement] = (await estimateOf(file, "SELECT amount FROM sales WHERE dt >= DATE '2024-01-02'"))
      .statements;
    expect(statement).toMatchObject({
      accuracy: 'exact',
      scans: [{ partitions: { kept: 1, total: 2 }, objects: { kept: 1, total: 2 }, columns: ['amount'] }],
    });
    expect(statement?.bytesScanned.high).toBeGreaterThan(0);
  });

  test('may be given as a file URL', async () => {
    const file = ddl(sales.replace("'sales/'", `'file://${root}/sales'`));
    const [statement] = (await estimateOf(file, 'SELECT id FROM sales')).statements;
    expect(statement).toMatchObject({ accuracy: 'exact', scans: [{ partitions: { kept: 2, total: 2 } }] });
  });

  test('of an unpartitioned table are all below it, without hidden names', async () => {
    const file = ddl(
      "CREATE EXTERNAL TABLE logs (a int, b int) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 'logs'",
    );
    const [statement] = (await estimateOf(file, 'SELECT a FROM logs')).statements;
    expect(statement).toMatchObject({
      bytesScanned: { low: 12, high: 12 },
      scans: [{ format: 'csv', partitions: null, objects: { kept: 2, total: 2 } }],
    });
  });

  test('of objects that are no files of the declared format are only bounded', async () => {
    const file = ddl("CREATE EXTERNAL TABLE t (a int) STORED AS PARQUET LOCATION 'elsewhere'");
    const [statement] = (await estimateOf(file, 'SELECT a FROM t')).statements;
    expect(statement).toMatchObject({
      bytesScanned: { low: 0, high: 18 },
      scans: [{ reasons: [{ code: 'unreadable_objects' }] }],
    });
  });

  test('whose columns have another type in the file skip no row group', async () => {
    const file = ddl("CREATE EXTERNAL TABLE t (id date, amount double) STORED AS PARQUET LOCATION 'sales'");
    const [statement] = (await estimateOf(file, "SELECT amount FROM t WHERE id = DATE '1999-01-01'"))
      .statements;
    expect(statement?.scans[0]?.rowGroups).toEqual({ kept: 2, total: 2 });
    expect(statement?.scans[0]?.reasons.map(({ code }) => code)).toContain('statistics_missing');
  });
});

describe('partitions', () => {
  const query = 'SELECT id FROM sales';

  test('are found in folders where none is registered, and after MSCK REPAIR TABLE', async () => {
    const added = `${sales} ALTER TABLE sales ADD PARTITION (dt = '2024-01-01');`;
    const kept = async (text: string) =>
      (await estimateOf(ddl(text), query)).statements[0]?.scans[0]?.partitions?.total;
    expect(await kept(sales)).toBe(2);
    expect(await kept(added)).toBe(1);
    expect(await kept(`${added} MSCK REPAIR TABLE sales;`)).toBe(2);
  });

  test('have their own locations, which may be empty, elsewhere or shared', async () => {
    const [statement] = (
      await estimateOf(
        ddl(`${sales} ALTER TABLE sales ADD
          PARTITION (dt = '2024-03-01') LOCATION 'sales/dt=2024-01-02'
          PARTITION (dt = '2024-03-02') LOCATION 'sales/dt=2024-01-02'
          PARTITION (dt = '2024-03-03') LOCATION 'sales/nothing';`),
        query,
      )
    ).statements;
    expect(statement).toMatchObject({
      accuracy: 'exact',
      scans: [{ partitions: { kept: 3, total: 3 }, objects: { kept: 2, total: 2 } }],
    });
  });

  test('can be dropped, moved and renamed', async () => {
    const [statement] = (
      await estimateOf(
        ddl(`${sales} ALTER TABLE sales ADD PARTITION (dt = '2024-01-01') PARTITION (dt = '2024-01-02');
          ALTER TABLE sales DROP IF EXISTS PARTITION (dt = '2024-01-01'), PARTITION (dt = '1999-01-01');
          ALTER TABLE sales PARTITION (dt = '2024-01-02') SET LOCATION 'sales/dt=2024-01-01';
          ALTER TABLE sales PARTITION (dt = '2024-01-02') RENAME TO PARTITION (dt = '2025-01-01');`),
        "SELECT id FROM sales WHERE dt > DATE '2024-06-01'",
      )
    ).statements;
    expect(statement?.scans[0]).toMatchObject({ partitions: { kept: 1, total: 1 }, rowGroups: { kept: 1 } });
    expect(statement?.bytesScanned.high).toBeGreaterThan(1000);
  });
});

describe('a partition value that does not fit its type', () => {
  const file = () =>
    ddl(`CREATE EXTERNAL TABLE t (a string) PARTITIONED BY (region string, day int) LOCATION 's3://bucket/t/';
      ALTER TABLE t ADD PARTITION (region = 'eu', day = '07') PARTITION (region = 'us', day = 'seven')
        PARTITION (region = 'us', day = '__HIVE_DEFAULT_PARTITION__');`);

  test('is an error at the table where Athena would come across it', async () => {
    const [statement] = (await estimateOf(file(), 'SELECT a FROM t WHERE day > 3')).statements;
    expect(statement).toMatchObject({
      accuracy: 'unknown',
      errors: [
        {
          code: 'not_partition_value',
          line: 1,
          column: 15,
          message: 'Table t has a partition day=seven, which is no int.',
        },
      ],
    });
  });

  test('does no harm where its partition is pruned by another key', async () => {
    const [statement] = (await estimateOf(file(), "SELECT a FROM t WHERE region = 'eu' AND day = 7"))
      .statements;
    expect(statement).toMatchObject({ errors: [], scans: [{ partitions: { kept: 1, total: 3 } }] });
  });
});

describe('definitions', () => {
  test('are changed by what follows them', async () => {
    const file = ddl(`CREATE DATABASE empty; CREATE TABLE IF NOT EXISTS other.t (a int) LOCATION 's3://b/t';
      CREATE TABLE IF NOT EXISTS other.t (z int) LOCATION 's3://b/t';
      ALTER TABLE other.t ADD COLUMNS (b int, c string); ALTER TABLE other.t CHANGE b bb bigint;
      ALTER TABLE other.t DROP COLUMN c; ALTER TABLE other.t SET TBLPROPERTIES ('x' = 'y');
      CREATE EXTERNAL TABLE gone (a int) LOCATION 's3://b/gone'; DROP TABLE gone; SELECT 1; SHOW TABLES;`);
    const catalog = await loadCatalog([{ database: 'main', path: file }]);
    expect([...catalog.databases].map(([name, { tables }]) => [name, [...tables.keys()]])).toEqual([
      ['main', []],
      ['empty', []],
      ['other', ['t']],
    ]);
    const { columns } = tableOf(catalog, 'other', 't');
    expect(columns.map(({ name, type }) => `${name} ${formatType(type)}`)).toEqual(['a int', 'bb bigint']);
    catalog.close();
  });

  test.each([
    ['a broken statement', 'CREATE EXTERNAL TABLE t (a int,,)', 'invalid_catalog', /\.sql:1:32/],
    [
      'a table that is not there',
      'ALTER TABLE t ADD PARTITION (a = 1)',
      'invalid_catalog',
      /:1:13.*t is not in the catalog/,
    ],
    [
      'a partition twice',
      `${sales} ALTER TABLE sales ADD PARTITION (dt='1') PARTITION (dt='1')`,
      'invalid_catalog',
      /exists already/,
    ],
    [
      'a key that is not there',
      `${sales} ALTER TABLE sales ADD PARTITION (day='1')`,
      'invalid_catalog',
      /no partition key day/,
    ],
    [
      'a table made by a query',
      'CREATE TABLE t AS SELECT 1 AS a',
      'invalid_catalog',
      /CREATE EXTERNAL TABLE instead/,
    ],
  ])('with an error are refused with the place: %s', async (_, text, code, message) => {
    const error: unknown = await loadCatalog([{ database: null, path: ddl(text) }]).catch((reason) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each([
    [
      'two tables',
      'CREATE EXTERNAL TABLE a (x int);\nCREATE EXTERNAL TABLE A (y int);',
      '1:23 and at .*2:23',
    ],
    [
      'a view and a table',
      'CREATE EXTERNAL TABLE a (x int);\nCREATE VIEW a AS SELECT 1 AS x;',
      '1:23 and at .*2:13',
    ],
    [
      'a table and a view',
      'CREATE VIEW a AS SELECT 1 AS x;\nCREATE EXTERNAL TABLE a (x int);',
      '1:13 and at .*2:23',
    ],
    ['two views', 'CREATE VIEW a AS SELECT 1 AS x;\nCREATE VIEW a AS SELECT 2 AS x;', '1:13 and at .*2:13'],
  ])('of one name are an error where it is used: %s', async (_, text, places) => {
    const file = ddl(`${text} CREATE EXTERNAL TABLE b (x int) LOCATION 's3://b/';`);
    const { statements } = await estimateOf(file, 'SELECT x FROM b; SELECT x FROM a');
    expect(statements).toMatchObject([
      { errors: [] },
      {
        errors: [
          {
            code: 'duplicate_table',
            line: 1,
            column: 32,
            message: expect.stringMatching(`Table a is defined twice .*${places}`),
          },
        ],
      },
    ]);
    const dropped = ddl(`${text} DROP TABLE a; DROP VIEW a; CREATE VIEW a AS SELECT 3 AS x`);
    expect((await estimateOf(dropped, 'SELECT x FROM a')).statements).toMatchObject([{ errors: [] }]);
  });

  test('of names with quotes, slashes, spaces and more are found by them', async () => {
    const names = ["it's", 'a/b', 'a b', 'a=b', '50%', 'größe', '日本'];
    const file = ddl(
      names
        .map(
          (name) =>
            `CREATE EXTERNAL TABLE \`${name}\` (\`${name}\` int) LOCATION 's3://b/${name.replaceAll("'", '')}/';`,
        )
        .join('\n'),
    );
    for (const name of names) {
      const [statement] = (await estimateOf(file, `SELECT "${name}" FROM "${name}"`)).statements;
      expect(statement).toMatchObject({ errors: [], scans: [{ table: name, columns: [name] }] });
    }
  });
});

describe('formats', () => {
  test.each([
    ['STORED AS TEXTFILE', 'text'],
    ["ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'", 'tsv'],
    ["ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'", 'json'],
    ["ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' STORED AS TEXTFILE", 'csv'],
    [
      "ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe' WITH SERDEPROPERTIES ('input.regex'='(.*)')",
      'text',
    ],
    [
      "ROW FORMAT SERDE 'com.amazon.emr.hive.serde.CloudTrailSerde' STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT 'x'",
      'json',
    ],
    [
      "ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat' OUTPUTFORMAT 'x'",
      'parquet',
    ],
    ['STORED AS ORC', 'orc'],
    ['STORED AS AVRO', 'avro'],
    ['STORED AS ION', 'ion'],
    ['STORED AS SEQUENCEFILE', 'sequencefile'],
    ["TBLPROPERTIES ('table_type'='ICEBERG')", 'iceberg'],
    ["TBLPROPERTIES ('table_type'='DELTA')", 'delta'],
  ])('%s is %s', async (clauses, format) => {
    const location = clauses.startsWith('TBL')
      ? `LOCATION 's3://b/t/' ${clauses}`
      : `${clauses} LOCATION 's3://b/t/'`;
    const catalog = await loadCatalog([{ database: null, path: ddl(`CREATE TABLE t (a int) ${location}`) }]);
    expect(tableOf(catalog, 'default', 't').format).toBe(format);
    catalog.close();
  });

  test('columns of ORC are told by their position, of Parquet by their name, unless the SerDe says otherwise', async () => {
    const orc = fileURLToPath(new URL('../formats/fixtures/zlib.orc', import.meta.url));
    put(root, 'by-position/a.orc', readFileSync(orc));
    await putParquet(duckdb, join(root, 'by-name/a.parquet'), 'SELECT 1 AS id, 2 AS small');
    const bytes = async (columns: string, storage: string, location: string): Promise<number> => {
      const file = ddl(`CREATE EXTERNAL TABLE t (${columns}) ${storage} LOCATION '${location}'`);
      const [statement] = (await estimateOf(file, 'SELECT a FROM t')).statements;
      return statement?.scans[0]?.columnBytes?.['a'] ?? Number.NaN;
    };
    const named = (serde: string, property: string) =>
      `ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.${serde}' WITH SERDEPROPERTIES (${property})`;
    expect(await bytes('a bigint, b smallint', 'STORED AS ORC', 'by-position')).toBeGreaterThan(0);
    const orcByName = named('orc.OrcSerde', "'orc.column.index.access' = 'false'");
    expect(await bytes('a bigint, b smallint', orcByName, 'by-position')).toBe(0);
    expect(await bytes('id bigint, a smallint', 'STORED AS PARQUET', 'by-name')).toBe(0);
    const parquetByPosition = named(
      'parquet.serde.ParquetHiveSerDe',
      "'parquet.column.index.access' = 'true'",
    );
    expect(await bytes('id bigint, a int', parquetByPosition, 'by-name')).toBeGreaterThan(0);
  });

  test('an Iceberg table keeps its transforms; its data files are an upper bound', async () => {
    await putParquet(duckdb, join(root, 'ice/data/a.parquet'), 'SELECT 1 AS a, now() AS t');
    put(root, 'ice/metadata/snap-1.avro', 'Obj\u0001');
    const file =
      ddl(`CREATE TABLE ice (a int, t timestamp) PARTITIONED BY (day(t), bucket(4, a)) LOCATION 'ice'
      TBLPROPERTIES ('table_type' = 'ICEBERG')`);
    const catalog = await loadCatalog([{ database: null, path: file }]);
    expect(tableOf(catalog, 'default', 'ice').partitionTransforms).toEqual([
      { transform: 'day', column: 't', argument: null },
      { transform: 'bucket', column: 'a', argument: 4 },
    ]);
    catalog.close();
    const [statement] = (await estimateOf(file, 'SELECT a FROM ice')).statements;
    expect(statement).toMatchObject({
      accuracy: 'upper_bound',
      bytesScanned: { low: null },
      scans: [{ objects: { kept: 1, total: 1 }, reasons: [{ code: 'size_per_column_unknown' }] }],
    });
  });

  test('a symlink table is refused with the reason, at the table', async () => {
    const file = ddl(`CREATE EXTERNAL TABLE t (a int) STORED AS INPUTFORMAT
      'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat' OUTPUTFORMAT 'x' LOCATION 'logs'`);
    const [statement] = (await estimateOf(file, 'SELECT a\nFROM t')).statements;
    expect(statement).toMatchObject({
      accuracy: 'unknown',
      errors: [
        {
          code: 'unsupported_table',
          line: 2,
          column: 6,
          message: expect.stringContaining('lists of objects'),
        },
      ],
    });
  });
});

describe('views', () => {
  const tables = `CREATE EXTERNAL TABLE t (a int, b int, c int) LOCATION 's3://b/t/';`;

  test('stand for their query, in the database of the one who defined them', async () => {
    const file = ddl(`${tables} CREATE VIEW other.v AS SELECT a, b AS x FROM t WHERE c = 1;
      CREATE VIEW w (p, q) AS SELECT * FROM other.v; CREATE OR REPLACE VIEW w (p) AS SELECT x FROM other.v;`);
    const { statements } = await estimateOf(
      file,
      'SELECT p FROM w; SELECT x FROM other.v AS o WHERE o.a = 2; SELECT q FROM w',
    );
    expect(statements.map(({ scans }) => scans[0]?.columns)).toEqual([
      ['b', 'c'],
      ['a', 'b', 'c'],
      undefined,
    ]);
    expect(statements[2]?.errors).toMatchObject([{ code: 'unknown_column' }]);
  });

  test('have their reasons and errors where they are named', async () => {
    const file = ddl(`${sales} CREATE VIEW v AS SELECT\n\n  amount, my_function(dt) AS f FROM\n sales;
      CREATE VIEW stale AS SELECT nothing FROM sales; CREATE VIEW broken AS SELECT FROM WHERE`);
    const { statements } = await estimateOf(
      file,
      'SELECT amount\nFROM v WHERE f = 1;\nSELECT * FROM stale;\nSELECT * FROM broken',
    );
    expect(statements[0]?.scans[0]).toMatchObject({
      line: 2,
      column: 6,
      reasons: [{ code: 'predicate_not_evaluable', line: 2 }],
    });
    expect(statements.slice(1).flatMap(({ errors }) => errors)).toMatchObject([
      { code: 'unknown_column', line: 3, column: 15 },
      { code: 'syntax', line: 4, column: 15 },
    ]);
  });

  test('that read themselves are refused', async () => {
    const file = ddl('CREATE VIEW a AS SELECT * FROM b; CREATE VIEW b AS SELECT * FROM a;');
    const [statement] = (await estimateOf(file, 'SELECT 1 FROM a')).statements;
    expect(statement?.errors).toMatchObject([
      { message: expect.stringContaining('reads itself'), column: 15 },
    ]);
  });
});
