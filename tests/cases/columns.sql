-- case: the plan's SELECT reads three columns of one partition
SELECT category, COUNT(*) AS total_transactions, SUM(amount) AS total_amount, AVG(amount) AS avg_amount,
  SUM(CASE WHEN is_fraud THEN 1 ELSE 0 END) AS fraud_count
FROM transactions WHERE year = '2024' AND month = '01' GROUP BY category ORDER BY total_amount DESC
-- scan: transactions [amount, category, is_fraud] 1/3

-- case: the plan's CTAS reads its SELECT
CREATE TABLE ml_features AS SELECT user_id, COUNT(*) AS transaction_count, AVG(amount) AS avg_amount,
  STDDEV(amount) AS std_amount, MAX(amount) AS max_amount,
  SUM(CASE WHEN is_fraud THEN 1 ELSE 0 END) / COUNT(*) AS fraud_rate
FROM transactions GROUP BY user_id
-- scan: transactions [amount, is_fraud, user_id] 3/3

-- case: count(*) needs no column
SELECT count(*) FROM transactions
-- scan: transactions [] 3/3

-- case: a grouping by partition keys needs no column
SELECT month, count(*) FROM transactions GROUP BY month
-- scan: transactions [] 3/3

-- case: an output of a subquery that nobody uses asks for nothing
SELECT a FROM (SELECT amount AS a, category, user_id FROM transactions) t
-- scan: transactions [amount] 3/3

-- case: a star through a CTE costs what the outer query uses
WITH t AS (SELECT * FROM transactions) SELECT max(amount) FROM t
-- scan: transactions [amount] 3/3

-- case: a CTE used twice is scanned twice
WITH t AS (SELECT user_id, amount FROM transactions) SELECT sum(amount) FROM t UNION ALL SELECT count(user_id) FROM t
-- scan: transactions [amount] 3/3
-- scan: transactions [user_id] 3/3

-- case: ORDER BY inside a subquery without LIMIT reads nothing
SELECT user_id FROM (SELECT user_id, amount FROM transactions ORDER BY amount) t
-- scan: transactions [user_id] 3/3

-- case: ORDER BY an output column, by number and by name
SELECT user_id AS u, amount FROM transactions ORDER BY 2, u
-- scan: transactions [amount, user_id] 3/3

-- case: GROUP BY an ordinal
SELECT category, count(*) FROM transactions GROUP BY 1
-- scan: transactions [category] 3/3

-- case: an aggregate that nobody uses reads nothing
SELECT category FROM (SELECT category, sum(amount) AS s FROM transactions GROUP BY category) t
-- scan: transactions [category] 3/3

-- case: HAVING reads its columns
SELECT category FROM transactions GROUP BY category HAVING sum(amount) > 10
-- scan: transactions [amount, category] 3/3

-- case: window functions read what they partition and order by
SELECT row_number() OVER (PARTITION BY user_id ORDER BY event_time) FROM transactions
-- scan: transactions [event_time, user_id] 3/3

-- case: a named window
SELECT sum(amount) OVER w FROM transactions WINDOW w AS (PARTITION BY category)
-- scan: transactions [amount, category] 3/3

-- case: a window function that nobody uses reads nothing
SELECT amount FROM (SELECT amount, rank() OVER (ORDER BY user_id) AS r FROM transactions) t
-- scan: transactions [amount] 3/3

-- case: FILTER and DISTINCT in an aggregate
SELECT count(DISTINCT user_id) FILTER (WHERE is_fraud) FROM transactions
-- scan: transactions [is_fraud, user_id] 3/3 (late_materialization)

-- case: a struct's field reads that leaf only
SELECT details.b.c FROM transactions
-- scan: transactions [details.b.c] 3/3

-- case: a struct named whole reads all of its leaves
SELECT details FROM transactions
-- scan: transactions [details.a, details.b.c, details.b.d] 3/3

-- case: a struct's field through a subquery
SELECT d.b.d FROM (SELECT details AS d FROM transactions) t
-- scan: transactions [details.b.d] 3/3

-- case: UNNEST reads the array
SELECT tag FROM transactions CROSS JOIN UNNEST(tags) AS t(tag)
-- scan: transactions [tags] 3/3

-- case: UNNEST with ordinality beside other columns
SELECT amount, n FROM transactions, UNNEST(tags) WITH ORDINALITY AS t(tag, n)
-- scan: transactions [amount, tags] 3/3

-- case: a lambda's parameter is no column
SELECT transform(tags, amount -> upper(amount)) FROM transactions
-- scan: transactions [tags] 3/3

-- case: UNION compares whole rows
SELECT user_id FROM (SELECT user_id, amount FROM transactions UNION SELECT user_id, k FROM users) t
-- scan: transactions [amount, user_id] 3/3
-- scan: users [k, user_id]

-- case: UNION ALL passes single columns on
SELECT user_id FROM (SELECT user_id, amount FROM transactions UNION ALL SELECT user_id, k FROM users) t
-- scan: transactions [user_id] 3/3
-- scan: users [user_id]

-- case: quoted and mixed-case names
SELECT "Amount", USER_ID FROM "Transactions" T WHERE t."MONTH" = '02'
-- scan: transactions [amount, user_id] 1/3

-- case: a qualified star
SELECT u.* FROM users u CROSS JOIN users v
-- scan: users [country, k, name, user_id]
-- scan: users []

-- case: EXISTS needs no output of its subquery
SELECT name FROM users WHERE EXISTS (SELECT amount FROM transactions t WHERE t.user_id = users.user_id)
-- scan: users [name, user_id] (dynamic_filter, empty_join_side)
-- scan: transactions [user_id] 3/3 (dynamic_filter)

-- case: VALUES and constants read nothing
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y)
-- scan: none

-- case: GROUPING SETS read their keys
SELECT category, is_fraud, count(*) FROM transactions GROUP BY GROUPING SETS ((category), (is_fraud), ())
-- scan: transactions [category, is_fraud] 3/3

-- case: UNLOAD reads its SELECT
UNLOAD (SELECT user_id FROM transactions WHERE month = '03') TO 's3://bucket/out/' WITH (format = 'PARQUET')
-- scan: transactions [user_id] 1/3

-- case: INSERT reads its SELECT
INSERT INTO users SELECT user_id, 'x', 'y', 1 FROM transactions
-- scan: transactions [user_id] 3/3

-- case: the statements of the plan that read nothing
MSCK REPAIR TABLE transactions
-- scan: none
