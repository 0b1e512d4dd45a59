-- case: a table that DDL makes is known to the statements after it, its bytes are not
CREATE EXTERNAL TABLE made (a int, b string) PARTITIONED BY (day string) STORED AS PARQUET LOCATION 's3://bucket/made/';
SELECT a FROM made WHERE day = '01'
-- scan: made [a] (size_unknown)

-- case: its columns are checked
CREATE EXTERNAL TABLE made (a int, b string) STORED AS PARQUET LOCATION 's3://bucket/made/';
SELECT c FROM made
-- error: unknown_column 2:8

-- case: a table that a query makes has the columns of the query, and its partition keys
CREATE TABLE made WITH (partitioned_by = ARRAY['day']) AS SELECT code, price AS cost, day FROM orders;
SELECT cost, day FROM made WHERE cost > 1
-- scan: orders [code, day, price]
-- scan: made [cost] (size_unknown)

-- case: a table that is there already stays what it is
CREATE EXTERNAL TABLE IF NOT EXISTS orders (code int) LOCATION 's3://bucket/orders/';
SELECT price FROM orders
-- scan: orders [price]

-- case: a statement that fails makes nothing
CREATE TABLE made AS SELECT nothing FROM orders;
SELECT 1 FROM made
-- error: unknown_column 1:29
-- error: unknown_table 2:15

-- case: a table that the script drops is gone
CREATE TABLE part AS SELECT code FROM orders;
DROP TABLE IF EXISTS part;
SELECT code FROM part
-- scan: orders [code]
-- error: unknown_table 3:18

-- case: a view that the script drops is gone, and what reads it is broken
CREATE VIEW named AS SELECT code FROM orders;
CREATE VIEW renamed AS SELECT code AS c FROM named;
DROP VIEW named;
SELECT c FROM renamed
-- error: unknown_table 4:15

-- case: a table of the catalog that the script makes anew stays what it is
DROP TABLE IF EXISTS users;
CREATE TABLE users AS SELECT code AS user_id FROM orders;
SELECT name FROM users
-- scan: orders [code]
-- scan: users [name]
