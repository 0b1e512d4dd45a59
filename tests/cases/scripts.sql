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
