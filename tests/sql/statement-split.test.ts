// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of template tools are the subject here.
import { describe, expect, test } from 'vitest';
import { splitStatements } from '../../estimator/sql/statement-split.js';

function errorOf(text: string): { code: string; message: string; at: string } {
  const [statement] = splitStatements(text);
  if (statement?.kind !== 'unknown') throw new Error(`${text} was read as ${statement?.kind}`);
  const { error } = statement;
  return {
    code: error.code,
    message: error.message,
    at: error.span === null ? '' : text.slice(error.span.start, error.span.end),
  };
}

describe('where statements end', () => {
  test.each([
    ["SELECT ';' FROM t; SELECT 2", ["SELECT ';' FROM t", 'SELECT 2']],
    ["SELECT 'it''s; one'; SELECT 2;", ["SELECT 'it''s; one'", 'SELECT 2']],
    ['SELECT "a;b" FROM "t;u"; SELECT 2', ['SELECT "a;b" FROM "t;u"', 'SELECT 2']],
    ['DROP TABLE `a;b`; SELECT 2', ['DROP TABLE `a;b`', 'SELECT 2']],
    ['SELECT 1 -- not; here\n; SELECT 2', ['SELECT 1', 'SELECT 2']],
    ['SELECT 1 /* ; */; SELECT /* ; */ 2', ['SELECT 1', 'SELECT /* ; */ 2']],
    [';;\n ; SELECT 1;; -- end\n', ['SELECT 1']],
    ["SELECT 'a\\'; SELECT 2", ["SELECT 'a\\'", 'SELECT 2']],
    ['', []],
    ['-- only a comment', []],
    ['/* only; a comment */', []],
  ])('%j', (text, expected) => {
    expect(splitStatements(text).map((statement) => statement.text)).toEqual(expected);
  });

  test("Hive's statements escape quotes with a backslash", () => {
    const ddl = `CREATE EXTERNAL TABLE t (a string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
      WITH SERDEPROPERTIES ("quoteChar" = "\\"", 'escapeChar' = '\\\\', 'x' = '\\'')`;
    expect(splitStatements(`${ddl}; SELECT 1`).map((statement) => statement.text)).toEqual([ddl, 'SELECT 1']);
  });

  test('CREATE TABLE AS reads its strings as queries do', () => {
    const text = "CREATE TABLE t WITH (format = 'ORC') AS SELECT 'a\\'; SELECT 2";
    expect(splitStatements(text).map((statement) => statement.kind)).toEqual(['create_table_as', 'select']);
  });
});

describe('kinds', () => {
  test.each([
    ['SELECT 1', 'select'],
    ['(SELECT 1) UNION (SELECT 2)', 'select'],
    ['with a as (select 1) select * from a', 'select'],
    ['VALUES 1, 2', 'select'],
    ['TABLE t', 'select'],
    ['CREATE TABLE a AS SELECT 1', 'create_table_as'],
    ["CREATE TABLE IF NOT EXISTS d.a COMMENT 'c' WITH (format = 'PARQUET') AS (SELECT 1)", 'create_table_as'],
    ['CREATE TABLE a (x, y) AS VALUES (1, 2)', 'create_table_as'],
    ['INSERT INTO t SELECT 1', 'insert'],
    ['INSERT INTO t (a, b) VALUES (1, 2)', 'insert'],
    ['INSERT INTO t (SELECT 1)', 'insert'],
    ["UNLOAD (SELECT 1) TO 's3://b/p/' WITH (format = 'PARQUET')", 'unload'],
    ['CREATE VIEW v AS SELECT 1', 'create_view'],
    ['CREATE OR REPLACE VIEW v AS WITH a AS (SELECT 1) SELECT * FROM a', 'create_view'],
    ['EXPLAIN SELECT 1', 'explain'],
    ['EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT 1', 'explain'],
    ['EXPLAIN ANALYZE SELECT 1', 'explain_analyze'],
    ['EXPLAIN ANALYZE VERBOSE (FORMAT JSON) SELECT 1', 'explain_analyze'],
    ['PREPARE p FROM SELECT ?', 'prepare'],
    ['EXECUTE p USING 1, concat(?, 2)', 'execute'],
    ['EXECUTE p', 'execute'],
    ['DEALLOCATE PREPARE p', 'deallocate'],
    ['MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE', 'merge'],
    ['UPDATE t SET a = 1 WHERE b = 2', 'update'],
    ['DELETE FROM t WHERE a = 1', 'delete'],
    ["OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE dt = '2024'", 'optimize'],
    ['VACUUM t', 'vacuum'],
    ['CREATE EXTERNAL TABLE t (a int) LOCATION "s3://b/"', 'ddl'],
    ["CREATE TABLE t (a int) TBLPROPERTIES ('table_type' = 'ICEBERG')", 'ddl'],
    ['CREATE DATABASE IF NOT EXISTS d', 'ddl'],
    ['DROP TABLE IF EXISTS t', 'ddl'],
    ['DROP VIEW v', 'ddl'],
    ["ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt = '1') LOCATION 's3://b/1/'", 'ddl'],
    ['MSCK REPAIR TABLE transactions', 'ddl'],
    ['SHOW PARTITIONS t', 'utility'],
    ['SHOW CREATE TABLE t', 'utility'],
    ['SHOW TABLES IN d', 'utility'],
    ['DESCRIBE FORMATTED t', 'utility'],
  ])('%s', (text, kind) => {
    expect(splitStatements(text)[0]?.kind).toBe(kind);
  });
});

describe('what cannot be read', () => {
  test.each([
    ["SELECT 'abc", 'syntax', "'"],
    ['SELECT "abc', 'syntax', '"'],
    ['SELECT /* abc', 'syntax', '/'],
    ['SELEC 1', 'syntax', 'SELEC'],
    ['INSERT t SELECT 1', 'syntax', 't'],
    ['CREATE TABLE t AS', 'syntax', 'AS'],
    ['CREATE TABLE t', 'syntax', 't'],
    ['UNLOAD (SELECT 1', 'syntax', '('],
    ["UNLOAD (SELECT 1) WITH (format = 'ORC')", 'syntax', 'WITH'],
    ['EXPLAIN', 'syntax', 'EXPLAIN'],
    ['EXPLAIN EXPLAIN ANALYZE SELECT 1', 'syntax', 'EXPLAIN'],
    ['PREPARE p FROM PREPARE q FROM SELECT 1', 'syntax', 'PREPARE'],
    ['DELETE t', 'syntax', 't'],
    ['UPDATE t', 'syntax', 't'],
    ['MERGE INTO t USING s ON a = b', 'syntax', 'b'],
    ['GRANT SELECT ON t TO u', 'unsupported_statement', 'GRANT'],
    ['ALTER FUNCTION f', 'unsupported_statement', 'ALTER'],
    ['EXPLAIN GRANT SELECT ON t TO u', 'unsupported_statement', 'GRANT'],
  ])('%s', (text, code, at) => {
    expect(errorOf(text)).toMatchObject({ code, at });
  });

  test('the other statements of the text stay readable', () => {
    expect(splitStatements("SELECT 1; SELEC 2; SELECT 3; SELECT 'x").map(({ kind }) => kind)).toEqual([
      'select',
      'unknown',
      'select',
      'unknown',
    ]);
  });

  test('a mistyped first word gets the nearest one', () => {
    expect(errorOf('SELEC 1').message).toContain('did you mean SELECT?');
  });

  test('a statement over the limit of Athena is refused, a long text of short ones is not', () => {
    const long = `SELECT '${'x'.repeat(300_000)}'`;
    expect(errorOf(long).code).toBe('limit_exceeded');
    const many = "SELECT 'xxxxxxxxx';\n".repeat(50_000);
    expect(splitStatements(many)).toHaveLength(50_000);
  });
});

describe('template placeholders', () => {
  test.each([
    ['SELECT * FROM ${table}', '${table}'],
    ['SELECT * FROM {{ ref("orders") }}', '{{ ref("orders") }}'],
    ["SELECT * FROM {{ ref('orders') }} WHERE a = 'x'", "{{ ref('orders') }}"],
    ['{% if x %} SELECT 1 {% endif %}', '{% if x %}'],
    ['{# note #} SELECT 1', '{# note #}'],
    ['SELECT 1 WHERE a = %(day)s', '%(day)s'],
    ["SELECT * FROM t WHERE dt = '${day}'", '${day}'],
    ["SELECT * FROM t WHERE dt = '{{ ds }}'", '{{ ds }}'],
    ["SELECT * FROM t WHERE dt = '{{ var('day') }}' AND a = 1", "{{ var('day') }}"],
  ])('%s', (text, at) => {
    expect(errorOf(text)).toMatchObject({ code: 'template_placeholder', at });
  });

  test.each([
    "SELECT regexp_replace(a, '(?<year>[0-9]+)', '${year}') FROM t",
    `SELECT json_extract(a, '$.b'), '{"a":{"b":1}}', '{%', '}}' FROM t`,
    'SELECT a % (b) FROM t -- ${not}\n',
    'SELECT 1 /* {{ neither }} */',
    "CREATE EXTERNAL TABLE t (a int) LOCATION 's3://b/' TBLPROPERTIES ('storage.location.template' = 's3://b/${dt}/')",
  ])('is no placeholder: %s', (text) => {
    expect(splitStatements(text)[0]?.kind).not.toBe('unknown');
  });
});

describe('runs-per-month', () => {
  test('counts for its statement and those after it, until the next', () => {
    const text = `SELECT 0; -- runs-per-month: 5
      -- runs-per-month: 30
      SELECT 1;
      SELECT 2;
      SELECT 3 -- runs-per-month: 720
      ; SELECT 4`;
    expect(splitStatements(text).map(({ runsPerMonth }) => runsPerMonth)).toEqual([5, 30, 30, 720, 720]);
  });

  test('is not read from strings or other comments', () => {
    expect(
      splitStatements("SELECT '-- runs-per-month: 3' -- runs-per-month: many\n")[0]?.runsPerMonth,
    ).toBeNull();
  });
});

test('positions are those of the text, after other statements and behind characters of two units', () => {
  const text = "-- 😀\nSELECT '😀';\n  EXPLAIN SELECT a FROM b";
  const statement = splitStatements(text)[1];
  expect(statement?.kind).toBe('explain');
  if (statement?.kind !== 'explain' || statement.statement.kind !== 'select') return;
  expect(statement.span.start).toBe(text.indexOf('EXPLAIN'));
  expect(statement.statement.query).toEqual({
    text: 'SELECT a FROM b',
    pieces: [{ at: 0, origin: text.indexOf('SELECT a'), fixed: false }],
  });
});
