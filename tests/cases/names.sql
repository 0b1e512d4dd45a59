-- case: reserved words as quoted names
SELECT "order" FROM orders WHERE "order" < 10
-- scan: orders [order] groups 1/10

-- case: reserved words need quotes
SELECT order FROM orders
-- error: syntax 1:8

-- case: database, catalog and mixed case
SELECT AwsDataCatalog."Default".Orders.Code FROM "awsdatacatalog"."default"."ORDERS"
-- scan: orders [code]

-- case: a table of another data source
SELECT x FROM "lambda:mysql".shop.orders
-- error: unknown_database 1:15

-- case: behind an alias the table's name is gone
SELECT transactions.amount FROM transactions t
-- error: unknown_column 1:8

-- case: an output's name means nothing in WHERE
SELECT amount AS a FROM transactions WHERE a > 5
-- error: unknown_column 1:44

-- case: an output's name means nothing beside it
SELECT amount AS a, a + 1 FROM transactions
-- error: unknown_column 1:21

-- case: an alias with blanks and quotes
SELECT t."My ""Amount""" FROM (SELECT amount AS "My ""Amount""" FROM transactions) t
-- scan: transactions [amount] 3/3

-- case: an alias that is no word
SELECT "amount" "a;b", 'literal' FROM transactions
-- scan: transactions [amount] 3/3

-- case: names behind characters outside the basic plane
SELECT '😀😀', amont FROM transactions /* 😀 */
-- error: unknown_column 1:16

-- case: a derived table's columns are renamed
SELECT b FROM (SELECT code, price FROM orders) AS t(a, b)
-- scan: orders [price]

-- case: two columns of one name in a derived table
SELECT a FROM (SELECT k AS a, user_id AS a FROM users) t
-- error: ambiguous_column 1:8

-- case: file columns need no bytes
SELECT "$path", "$file_size", "$file_modified_time", "$partition", "$bucket" FROM orders
-- scan: orders []

-- case: a star has no file columns
SELECT * FROM (SELECT *, "$path" AS p FROM users) t WHERE p LIKE 's3://%'
-- scan: users [country, k, name, user_id] (run_time_condition)

-- case: stars of several tables and columns beside them
SELECT u.*, o.code, u.k + 1 FROM users u JOIN orders o ON u.user_id = o.code
-- scan: users [country, k, name, user_id] (dynamic_filter)
-- scan: orders [code] (dynamic_filter)

-- case: time travel reads the table
SELECT code FROM orders FOR TIMESTAMP AS OF TIMESTAMP '2024-01-01 00:00:00 UTC'
-- scan: orders [code] (size_unknown)

-- case: a version of a table under an alias
SELECT o.code FROM orders FOR VERSION AS OF 949530903748831860 AS o
-- scan: orders [code] (size_unknown)

-- case: the nearest of many names
SELECT transaction_id, user_id, amount, categry FROM transactions
-- error: unknown_column 1:41

-- case: a comment and a string that look like names
SELECT /* nothing */ code -- , nothing
FROM orders WHERE code <> 'nothing'
-- scan: orders [code]

-- case: the partitions of a table are in the catalog
SELECT year, max(month) FROM "transactions$partitions" GROUP BY year
-- scan: transactions$partitions [month, year] (size_unknown)

-- case: the newest partition by the partitions of the catalog
SELECT amount FROM transactions WHERE month = (SELECT max(month) FROM "transactions$partitions")
-- scan: transactions [amount] 3/3 (scalar_subquery_filter)
-- scan: transactions$partitions [month] (size_unknown)

-- case: partitions have the partition keys as columns
SELECT amount FROM "transactions$partitions"
-- error: unknown_column 1:8

-- case: tables of Iceberg metadata
SELECT file_path, record_count FROM "users$files"
-- scan: users$files [file_path, record_count] (size_unknown)

-- case: metadata of a table that is not there
SELECT * FROM "user$files"
-- error: unknown_table 1:15

-- case: the information schema
SELECT table_name FROM information_schema.tables WHERE table_schema = 'default'
-- scan: tables [table_name, table_schema] (size_unknown)

-- case: the information schema has its columns
SELECT tabl_name FROM awsdatacatalog.information_schema.tables
-- error: unknown_column 1:8
