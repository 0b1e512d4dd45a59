// biome-ignore-all lint/suspicious/noTemplateCurlyInString: location templates of partition projection.
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../../estimator/sql/ddl.js';
import { readCreateTable } from '../../estimator/sql/ddl-create-table.js';
import { splitStatements } from '../../estimator/sql/statement-split.js';

function read(text: string): TableDefinition {
  const [statement] = splitStatements(text);
  if (statement?.kind === 'unknown') throw statement.error;
  if (statement?.kind !== 'ddl') throw new Error(`${text} was read as ${statement?.kind}`);
  return readCreateTable(statement);
}

function columnTypes({ columns }: TableDefinition): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type.kind]));
}

test("the plan's table", () => {
  const table = read(`CREATE EXTERNAL TABLE IF NOT EXISTS transactions (
    transaction_id STRING,
    user_id STRING,
    amount DOUBLE,
    category STRING,
    is_fraud BOOLEAN
)
PARTITIONED BY (year STRING, month STRING, day STRING)
STORED AS PARQUET
LOCATION 's3://bucket/processed/transactions/'
TBLPROPERTIES ('parquet.compression'='SNAPPY');`);
  expect(table).toMatchObject({
    name: { parts: ['transactions'] },
    external: true,
    ifNotExists: true,
    location: 's3://bucket/processed/transactions/',
    storage: { storedAs: 'parquet', serde: null, delimited: null },
    clusteredBy: null,
  });
  expect(columnTypes(table)).toEqual({
    transaction_id: 'varchar',
    user_id: 'varchar',
    amount: 'double',
    category: 'varchar',
    is_fraud: 'boolean',
  });
  expect(table.partitionKeys.map(({ name }) => name)).toEqual(['year', 'month', 'day']);
  expect(table.properties).toEqual(new Map([['parquet.compression', 'SNAPPY']]));
});

test('comments, backticks, reserved and mixed-case names, a database, nested types', () => {
  const table = read(`-- the raw events
    CREATE EXTERNAL TABLE \`Logs\`.\`raw-events\` (
      \`Date\` date COMMENT 'it''s the day', /* second */ \`select\` decimal(10,2),
      nested struct<Id:int, tags:array<string>, \`by\`:map<string,struct<a:bigint,b:decimal(5, 1)>>> COMMENT "n",
      plain varchar(20) -- last
    ) COMMENT 'all; events' PARTITIONED BY (\`day\` int COMMENT 'yyyymmdd')
    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
    WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true', 'mapping.ts'='timestamp')
    STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
    OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
    LOCATION 's3://b/it''s/'`);
  expect(table.name.parts).toEqual(['Logs', 'raw-events']);
  expect(columnTypes(table)).toEqual({ date: 'date', select: 'decimal', nested: 'row', plain: 'varchar' });
  expect(table.columns.map(({ comment }) => comment)).toEqual(["it's the day", null, 'n', null]);
  expect(table.columns[2]?.type).toEqual({
    kind: 'row',
    fields: [
      { name: 'id', type: { kind: 'integer', bits: 32 } },
      { name: 'tags', type: { kind: 'array', element: { kind: 'varchar', length: null } } },
      {
        name: 'by',
        type: {
          kind: 'map',
          key: { kind: 'varchar', length: null },
          value: {
            kind: 'row',
            fields: [
              { name: 'a', type: { kind: 'integer', bits: 64 } },
              { name: 'b', type: { kind: 'decimal', precision: 5, scale: 1 } },
            ],
          },
        },
      },
    ],
  });
  expect(table).toMatchObject({
    comment: 'all; events',
    location: "s3://b/it's/",
    storage: {
      serde: 'org.openx.data.jsonserde.JsonSerDe',
      inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
      outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    },
  });
  expect(table.storage.serdeProperties.get('mapping.ts')).toBe('timestamp');
});

test('delimited rows, with the escapes of Hive', () => {
  const { storage, properties } = read(`CREATE EXTERNAL TABLE t (a string) ROW FORMAT DELIMITED
    FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\002'
    MAP KEYS TERMINATED BY '\\u0003' LINES TERMINATED BY '\\n' NULL DEFINED AS 'N/A'
    STORED AS TEXTFILE LOCATION 's3://b/' TBLPROPERTIES ("skip.header.line.count"="1", 'x' = 5)`);
  expect(storage).toMatchObject({
    storedAs: 'textfile',
    delimited: {
      fields: '\t',
      escape: '\\',
      collectionItems: '\u0002',
      mapKeys: '\u0003',
      lines: '\n',
      nullText: 'N/A',
    },
  });
  expect([...properties]).toEqual([
    ['skip.header.line.count', '1'],
    ['x', '5'],
  ]);
});

test('quotes inside the properties of the CSV SerDe', () => {
  const { storage } = read(`CREATE EXTERNAL TABLE t (a string)
    ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
    WITH SERDEPROPERTIES ('separatorChar' = ',', "quoteChar" = "\\"", 'escapeChar' = '\\\\') LOCATION 's3://b/'`);
  expect(Object.fromEntries(storage.serdeProperties)).toEqual({
    separatorchar: ',',
    quotechar: '"',
    escapechar: '\\',
  });
});

test('buckets and partition projection', () => {
  const table = read(`CREATE EXTERNAL TABLE t (id int, v string) PARTITIONED BY (dt string)
    CLUSTERED BY (id, V) SORTED BY (id ASC) INTO 32 BUCKETS STORED AS ORC LOCATION 's3://b/'
    TBLPROPERTIES ('projection.enabled'='true', 'storage.location.template'='s3://b/\${dt}/')`);
  expect(table.clusteredBy).toEqual({ columns: ['id', 'v'], buckets: 32 });
  expect(table.properties.get('storage.location.template')).toBe('s3://b/${dt}/');
});

test('an Iceberg table', () => {
  const table = read(`CREATE TABLE d.ice (id bigint NOT NULL, ts timestamp, category string COMMENT 'c')
    PARTITIONED BY (category, bucket(16, id), truncate(category, 4), day(ts))
    LOCATION 's3://b/ice/' TBLPROPERTIES ('table_type' = 'ICEBERG', 'format' = 'parquet')`);
  expect(table).toMatchObject({ external: false, partitionKeys: [], columns: [{}, {}, { comment: 'c' }] });
  expect(table.partitionTransforms).toEqual([
    { transform: 'identity', column: 'category', argument: null },
    { transform: 'bucket', column: 'id', argument: 16 },
    { transform: 'truncate', column: 'category', argument: 4 },
    { transform: 'day', column: 'ts', argument: null },
  ]);
});

describe('what is wrong, and where', () => {
  test.each([
    ['CREATE EXTERNAL TABLE t (a) LOCATION "s3://b/"', 'syntax', 'a'],
    ['CREATE EXTERNAL TABLE t (a int LOCATION "s3://b/"', 'syntax', '('],
    ['CREATE EXTERNAL TABLE t (a int) STORE AS ORC', 'syntax', 'STORE'],
    ['CREATE EXTERNAL TABLE t (a int) LOCATION s3', 'syntax', 's3'],
    ["CREATE EXTERNAL TABLE t (a int) TBLPROPERTIES ('a' 'b')", 'syntax', "'b'"],
    ['CREATE EXTERNAL TABLE t (a int) CLUSTERED BY (a) INTO BUCKETS', 'syntax', 'BUCKETS'],
    ['CREATE TABLE t LIKE u', 'unsupported_syntax', 'LIKE'],
  ])('%s', (text, code, at) => {
    const whole = `SELECT 1;\n${text}`;
    const statement = splitStatements(whole)[1];
    try {
      if (statement?.kind === 'unknown') throw statement.error;
      if (statement?.kind === 'ddl') readCreateTable(statement);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code });
      const { span } = error as { span: { start: number; end: number } };
      expect(whole.slice(span.start, span.end)).toBe(at);
    }
  });

  test('a column named twice, also as partition key', () => {
    expect(() => read('CREATE EXTERNAL TABLE t (a int, A string) LOCATION "x"')).toThrow(
      'column a is defined twice',
    );
    expect(() => read('CREATE EXTERNAL TABLE t (dt int) PARTITIONED BY (dt string) LOCATION "x"')).toThrow(
      'twice',
    );
  });
});
