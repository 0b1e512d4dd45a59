-- case: CTAS with every property reads its SELECT
CREATE TABLE made WITH (format = 'PARQUET', write_compression = 'SNAPPY', external_location = 's3://bucket/made/',
  partitioned_by = ARRAY['day'], bucketed_by = ARRAY['code', 'active'], bucket_count = 5) AS
SELECT code, active, day FROM orders
-- kind: create_table_as
-- scan: orders [active, code, day]

-- case: CTAS for Iceberg names its transforms in strings with commas
CREATE TABLE made WITH (table_type = 'ICEBERG', is_external = false, location = 's3://bucket/made/',
  partitioning = ARRAY['day(placed)', 'bucket(code, 8)']) AS SELECT code, placed FROM orders
-- kind: create_table_as
-- scan: orders [code, placed]

-- case: CTAS WITH NO DATA reads nothing
CREATE TABLE IF NOT EXISTS made AS SELECT code FROM orders WITH NO DATA
-- kind: create_table_as
-- scan: none

-- case: CTAS WITH NO DATA is still checked
CREATE TABLE made AS SELECT cod FROM orders WITH NO DATA
-- error: unknown_column 1:29

-- case: CTAS WITH DATA and a comment, in parentheses
CREATE TABLE made COMMENT 'it''s made' AS (SELECT code FROM orders) WITH DATA
-- scan: orders [code]

-- case: CTAS from a WITH
CREATE TABLE made AS WITH part AS (SELECT code, price FROM orders) SELECT price FROM part
-- scan: orders [price]

-- case: INSERT with a list of columns
INSERT INTO users (user_id, k) SELECT code, quantity FROM orders
-- kind: insert
-- scan: orders [code, quantity]

-- case: INSERT of VALUES reads nothing
INSERT INTO users VALUES ('a', 'b', 'KR', 1), ('c', 'd', 'US', 2)
-- kind: insert
-- scan: none

-- case: INSERT into a column that is not there
INSERT INTO users (user_id, contry) SELECT code, code FROM orders
-- error: unknown_column 1:29

-- case: INSERT into a table that is not there
INSERT INTO userz SELECT code FROM orders
-- error: unknown_table 1:13

-- case: INSERT into a table of a database that is not there
INSERT INTO nowhere.users SELECT code FROM orders
-- error: unknown_database 1:13

-- case: INSERT into a table that an earlier statement makes
CREATE TABLE made AS SELECT code FROM orders WITH NO DATA;
INSERT INTO "default".MADE SELECT code FROM orders
-- scan: orders [code]

-- case: INSERT into a table that an earlier statement, which cannot be read, makes
CREATE EXTERNAL TABLE made (code nonsense nonsense) LOCATION 's3://bucket/made/';
INSERT INTO made SELECT code FROM orders
-- scan: orders [code]

-- case: PREPARE of an INSERT into a table that is not there
PREPARE fill FROM INSERT INTO userz SELECT code FROM orders WHERE order_id < ?
-- error: unknown_table 1:31

-- case: EXPLAIN of an INSERT into a table that is not there
EXPLAIN INSERT INTO userz SELECT code FROM orders
-- error: unknown_table 1:21

-- case: MSCK REPAIR of a table that is not there
MSCK REPAIR TABLE transaction
-- error: unknown_table 1:19

-- case: MSCK REPAIR of a table that an earlier statement declares
CREATE EXTERNAL TABLE made (code string) PARTITIONED BY (dt string) LOCATION 's3://bucket/made/';
MSCK REPAIR TABLE made
-- kind: ddl
-- scan: none

-- case: a table without partitions gets one, but it is not there
ALTER TABLE transaction ADD PARTITION (month = '04')
-- error: unknown_table 1:13

-- case: VACUUM of a table that is not there
VACUUM userz
-- error: unknown_table 1:8

-- case: what is dropped may have been made elsewhere
DROP TABLE IF EXISTS elsewhere;
DROP TABLE elsewhere
-- kind: ddl
-- scan: none

-- case: UNLOAD with every property
UNLOAD (SELECT code, day FROM orders WHERE quantity < 10) TO 's3://bucket/out/'
WITH (format = 'TEXTFILE', compression = 'GZIP', field_delimiter = ',', partitioned_by = ARRAY['day'])
-- kind: unload
-- scan: orders [code, day, quantity] groups 1/10 (late_materialization)

-- case: a view reads nothing until it is read
CREATE OR REPLACE VIEW spent AS SELECT user_id, sum(amount) AS total FROM transactions GROUP BY user_id
-- kind: create_view
-- scan: none

-- case: a view over an unknown column
CREATE VIEW spent (a) AS SELECT amont FROM transactions
-- error: unknown_column 1:33

-- case: EXPLAIN reads nothing
EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT code FROM orders
-- kind: explain
-- scan: none

-- case: EXPLAIN of an unknown table
EXPLAIN SELECT code FROM order_lines
-- error: unknown_table 1:26

-- case: EXPLAIN ANALYZE runs its query
EXPLAIN ANALYZE VERBOSE (FORMAT TEXT) SELECT code FROM orders
-- kind: explain_analyze
-- scan: orders [code]

-- case: EXPLAIN ANALYZE of a CTAS
EXPLAIN ANALYZE CREATE TABLE made AS SELECT price FROM orders
-- kind: explain_analyze
-- scan: orders [price]

-- case: EXECUTE binds its parameters by position
PREPARE one_month FROM SELECT sum(amount) FROM transactions WHERE month = ? AND amount > ?;
EXECUTE one_month USING '0' || '2', 5
-- kind: execute
-- scan: transactions [amount] 1/3 (late_materialization)

-- case: EXECUTE with a parameter too many
PREPARE one_month FROM SELECT sum(amount) FROM transactions WHERE month = ?;
EXECUTE one_month USING '02', 5
-- error: syntax 2:9

-- case: EXECUTE after DEALLOCATE
PREPARE one FROM SELECT 1;
DEALLOCATE PREPARE one;
EXECUTE one
-- error: unsupported_statement 3:9

-- case: EXECUTE of an INSERT is billed as what it runs
PREPARE fill FROM INSERT INTO users SELECT code, code, code, quantity FROM orders WHERE order_id < ?;
EXECUTE fill USING 2000
-- kind: execute
-- scan: orders [code, order_id, quantity] groups 1/10 (late_materialization)

-- case: PREPARE is checked
PREPARE broken FROM SELECT cod FROM orders WHERE quantity = ?
-- error: unknown_column 1:28

-- case: DELETE reads what its condition needs
DELETE FROM orders WHERE quantity < 100
-- kind: delete
-- scan: orders [quantity] groups 1/10

-- case: DELETE of one partition reads no column
DELETE FROM transactions WHERE month = '03'
-- scan: transactions [] 1/3

-- case: UPDATE reads what it keeps, what it computes from and what it asks
UPDATE users SET name = upper(country), country = 'KR' WHERE k < 10
-- kind: update
-- scan: users [country, k, user_id] groups 1/5 (late_materialization)

-- case: UPDATE of a column that is not there
UPDATE users SET nme = 'x'
-- error: unknown_column 1:18

-- case: UPDATE with an unknown column on the right
UPDATE users SET name = nickname WHERE k < 10
-- error: unknown_column 1:25

-- case: MERGE reads the kept columns of its target and the used ones of its source
MERGE INTO users t USING (SELECT code, quantity, price FROM orders) s ON t.user_id = s.code
WHEN MATCHED THEN UPDATE SET k = s.quantity, name = 'n'
-- kind: merge
-- scan: users [country, user_id] (dynamic_filter)
-- scan: orders [code, quantity] (dynamic_filter)

-- case: MERGE that only deletes and inserts
MERGE INTO users AS t USING orders AS s ON t.user_id = s.code
WHEN MATCHED AND s.active THEN DELETE
WHEN NOT MATCHED THEN INSERT (user_id, k) VALUES (s.code, s.quantity)
-- kind: merge
-- scan: users [user_id] (dynamic_filter)
-- scan: orders [active, code, quantity]

-- case: MERGE into a column that is not there
MERGE INTO users t USING orders s ON t.user_id = s.code WHEN MATCHED THEN UPDATE SET nam = s.code
-- error: unknown_column 1:86

-- case: OPTIMIZE rewrites whole files of the partitions it names
OPTIMIZE events REWRITE DATA USING BIN_PACK WHERE dt = '2024-01-01'
-- kind: optimize
-- scan: events [id, payload] 1/2

-- case: VACUUM reads no data
VACUUM orders
-- kind: vacuum
-- scan: none

-- case: SHOW and DESCRIBE in all forms
SHOW DATABASES LIKE 'a*'; SHOW SCHEMAS; SHOW TABLES IN default 'u.*'; SHOW COLUMNS FROM orders IN default;
SHOW PARTITIONS transactions; SHOW CREATE TABLE orders; SHOW CREATE VIEW v; SHOW TBLPROPERTIES orders('a');
SHOW VIEWS IN default LIKE 'v*'; DESCRIBE orders; DESCRIBE EXTENDED default.orders; DESC FORMATTED orders;
DESCRIBE transactions PARTITION (month = '01'); DESCRIBE VIEW v
-- kind: utility
-- scan: none

-- case: DDL in all forms
CREATE DATABASE IF NOT EXISTS d COMMENT 'c' LOCATION 's3://b/' WITH DBPROPERTIES ('a' = 'b'); DROP SCHEMA d CASCADE;
ALTER DATABASE d SET DBPROPERTIES ('a' = 'b'); DROP TABLE IF EXISTS `t`; DROP VIEW IF EXISTS v;
ALTER TABLE transactions ADD IF NOT EXISTS PARTITION (dt = '2024') LOCATION 's3://b/x/' PARTITION (dt = '2025');
ALTER TABLE transactions DROP IF EXISTS PARTITION (dt = '2024'), PARTITION (dt = '2025');
ALTER TABLE transactions PARTITION (dt = '1') RENAME TO PARTITION (dt = '2'); ALTER TABLE transactions SET LOCATION 's3://b/y/';
ALTER TABLE transactions SET TBLPROPERTIES ('a' = 'b'); ALTER TABLE transactions ADD COLUMNS (a int, b struct<c:int>);
ALTER TABLE transactions REPLACE COLUMNS (a string); ALTER TABLE transactions CHANGE COLUMN a b string COMMENT 'x'; MSCK REPAIR TABLE transactions
-- kind: ddl
-- scan: none

-- case: CREATE EXTERNAL TABLE in full
CREATE EXTERNAL TABLE IF NOT EXISTS d.t (a int COMMENT 'it\'s; here', b array<struct<c:int,d:map<string,string>>>)
PARTITIONED BY (dt string) CLUSTERED BY (a) INTO 4 BUCKETS
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' WITH SERDEPROPERTIES ('case.insensitive' = 'true')
STORED AS INPUTFORMAT 'x' OUTPUTFORMAT 'y' LOCATION 's3://bucket/t/' TBLPROPERTIES ('classification' = 'json')
-- kind: ddl
-- scan: none

-- case: statements end outside strings, names and comments
SELECT 'a;b' AS "x;y" FROM users; /* ; */ SELECT k FROM users --;
; SELECT name FROM users;;
-- scan: users []
-- scan: users [k]
-- scan: users [name]

-- case: one broken statement leaves the others
SELECT nothing FROM users; SELECT k FROM users; SELEC 1
-- scan: users [k]
-- error: unknown_column 1:8
-- error: syntax 1:49

-- case: a template placeholder in a string
SELECT k FROM users WHERE country = '${country}'
-- error: template_placeholder 1:38

-- case: a Jinja reference
SELECT * FROM {{ ref('orders') }}
-- error: template_placeholder 1:15

-- case: a Jinja block
{% if x %} SELECT 1 {% endif %}
-- error: template_placeholder 1:1

-- case: a filled placeholder, and the place of an error behind it
SELECT sum(amount) FROM transactions WHERE month = '${month}' AND nothing = 1
-- param: month=02
-- error: unknown_column 1:67

-- case: filled placeholders of three tools
SELECT ${column} FROM {{ table }} WHERE month = '%(month)s'
-- param: column=amount
-- param: table=transactions
-- param: month=03
-- scan: transactions [amount] 1/3

-- case: statements that Athena has not
GRANT SELECT ON users TO someone; USE default; SET x = 1; CALL system.sync(); ANALYZE users; TRUNCATE TABLE users
-- error: unsupported_statement 1:1
-- error: unsupported_statement 1:35
-- error: unsupported_statement 1:48
-- error: unsupported_statement 1:59
-- error: unsupported_statement 1:79
-- error: unsupported_statement 1:94

-- case: a mistyped first word
SELCT 1
-- error: syntax 1:1

-- case: a view is known to the statements after it
CREATE VIEW monthly (m, total) AS SELECT month, sum(amount) FROM transactions GROUP BY month;
CREATE OR REPLACE VIEW late AS SELECT m, total FROM monthly WHERE m > '01';
SELECT count(total) FROM late WHERE m < '03'
-- scan: transactions [amount] 1/3

-- case: a view is not known to the statements before it
SELECT m FROM monthly;
CREATE VIEW monthly (m) AS SELECT month FROM transactions
-- error: unknown_table 1:15

-- case: an unknown column of a view
CREATE VIEW named AS SELECT user_id, name FROM users;
SELECT country FROM named
-- error: unknown_column 2:8

-- case: a broken view is not known
CREATE VIEW named AS SELECT nme FROM users;
SELECT * FROM named
-- error: unknown_column 1:29
-- error: unknown_table 2:15

-- case: USING EXTERNAL FUNCTION declares functions
USING EXTERNAL FUNCTION lenght(a varchar, "b" decimal(10, 2)) RETURNS decimal(10, 2) LAMBDA 'my-lambda',
EXTERNAL FUNCTION Score(x varchar) RETURNS row(a int) LAMBDA 'arn:aws:lambda:us-east-1:1:function:x'
SELECT lenght(code, price), score(code) FROM orders
-- kind: select
-- scan: orders [code, price]

-- case: USING EXTERNAL FUNCTION without its query
USING EXTERNAL FUNCTION f(a varchar) RETURNS varchar LAMBDA 'x'
-- error: syntax 1:61

-- case: an error behind USING EXTERNAL FUNCTION has its place
USING EXTERNAL FUNCTION f(a varchar) RETURNS varchar LAMBDA 'x'
SELECT f(nothing) FROM orders
-- error: unknown_column 2:10

-- case: a function that does not exist
SELECT code FROM orders
WHERE lenght(code) > 3
-- error: unknown_function 2:7

-- case: a function of another engine
EXPLAIN SELECT nvl(code, '') FROM orders
-- error: unknown_function 1:16

-- case: a function that may exist
SELECT our_score(code) FROM orders
-- scan: orders [code]

-- case: UNLOAD by a column that its query does not give
UNLOAD (SELECT code FROM orders) TO 's3://bucket/out/' WITH (format = 'JSON', partitioned_by = ARRAY['day'])
-- error: unknown_column 1:1

-- case: CTAS by a column that is not the last
CREATE TABLE made WITH (format = 'ORC', partitioned_by = ARRAY['day']) AS SELECT day, code FROM orders
-- error: syntax 1:1

-- case: CTAS by the last columns in their order
CREATE TABLE made WITH (partitioned_by = ARRAY['Code', 'day']) AS SELECT price, code, day FROM orders
-- scan: orders [code, day, price]

-- case: INSERT of fewer columns than the table has
INSERT INTO users VALUES ('a')
-- error: type_mismatch 1:13

-- case: INSERT of more columns than it names
INSERT INTO users (user_id, k) SELECT code, quantity, price FROM orders
-- error: type_mismatch 1:13

-- case: INSERT of columns without a name
INSERT INTO users (user_id, k) SELECT lower(code), quantity + 1 FROM orders
-- scan: orders [code, quantity]
