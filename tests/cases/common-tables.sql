-- case: a CTE shadows a table of the same name
WITH orders AS (SELECT user_id AS code FROM users) SELECT code FROM orders
-- scan: users [user_id]

-- case: inside its own text a CTE is the table that it shadows
WITH orders AS (SELECT * FROM orders WHERE quantity < 10) SELECT code FROM orders
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: an inner CTE shadows an outer one
WITH a AS (SELECT user_id AS x FROM users) SELECT x FROM (WITH a AS (SELECT code AS x FROM orders) SELECT x FROM a) t
-- scan: orders [code]

-- case: a CTE sees those before it only
WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS x) SELECT * FROM a
-- error: unknown_table 1:26

-- case: a CTE twice of one name
WITH a AS (SELECT 1 AS x), A AS (SELECT 2 AS x) SELECT x FROM a
-- error: syntax 1:28

-- case: CTEs in CTEs
WITH a AS (WITH b AS (SELECT code, price FROM orders) SELECT * FROM b), c AS (SELECT price FROM a) SELECT * FROM c
-- scan: orders [price]

-- case: a list of columns renames by position
WITH a (x, y) AS (SELECT code, price FROM orders) SELECT y FROM a
-- scan: orders [price]

-- case: a list of columns that is too short
WITH a (x) AS (SELECT code, price FROM orders) SELECT x FROM a
-- error: syntax 1:6

-- case: the old names are gone behind a list of columns
WITH a (x, y) AS (SELECT code, price FROM orders) SELECT code FROM a
-- error: unknown_column 1:58

-- case: a CTE that nobody reads is not read
WITH a AS (SELECT code FROM orders) SELECT k FROM users
-- scan: users [k]

-- case: each use of a CTE has its own columns and filters
WITH a AS (SELECT user_id, amount, month FROM transactions)
SELECT x.amount FROM a x JOIN a y ON x.user_id = y.user_id WHERE x.month = '01' AND y.month = '02'
-- scan: transactions [amount, user_id] 1/3 (dynamic_filter, empty_join_side)
-- scan: transactions [user_id] 1/3 (dynamic_filter, empty_join_side)

-- case: a recursive CTE over numbers reads nothing
WITH RECURSIVE n (i) AS (VALUES 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) FROM n
-- scan: none

-- case: the tables of a recursive CTE are read once at least, in each round at most
WITH RECURSIVE r (id) AS (SELECT k FROM users WHERE k = 5 UNION ALL SELECT o.quantity FROM orders o JOIN r ON o.order_id = r.id)
SELECT id FROM r
-- scan: users [k] groups 1/5 (recursion_rounds)
-- scan: orders [order_id, quantity] (dynamic_filter, empty_join_side, recursion_rounds)

-- case: RECURSIVE on a CTE that is not
WITH RECURSIVE a AS (SELECT code FROM orders UNION ALL SELECT name FROM users) SELECT * FROM a
-- scan: orders [code]
-- scan: users [name]

-- case: WITH around a set operation
WITH a AS (SELECT code, price FROM orders) SELECT code FROM a UNION ALL SELECT code FROM a
-- scan: orders [code]
-- scan: orders [code]

-- case: a chain of CTEs asks the first for what the last uses
WITH a AS (SELECT * FROM transactions), b AS (SELECT *, amount * 2 AS double_amount FROM a),
  c AS (SELECT *, upper(category) AS kind FROM b), d AS (SELECT kind, double_amount, month FROM c WHERE month > '01')
SELECT kind FROM d WHERE month < '03'
-- scan: transactions [category] 1/3
