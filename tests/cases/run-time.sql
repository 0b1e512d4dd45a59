-- case: LIMIT over a plain scan
SELECT code FROM orders LIMIT 5
-- scan: orders [code] (limit_stops_early)

-- case: LIMIT of more rows than there are
SELECT code FROM orders LIMIT 100000
-- scan: orders [code]

-- case: LIMIT behind a filter
SELECT code FROM orders WHERE quantity < 10 LIMIT 5
-- scan: orders [code, quantity] groups 1/10 (late_materialization, limit_stops_early)

-- case: LIMIT behind DISTINCT
SELECT DISTINCT code FROM orders LIMIT 5
-- scan: orders [code] (limit_stops_early)

-- case: LIMIT behind ORDER BY saves nothing
SELECT code FROM orders ORDER BY placed LIMIT 5
-- scan: orders [code, placed]

-- case: LIMIT behind a window saves nothing
SELECT code, rank() OVER (ORDER BY price) FROM orders LIMIT 5
-- scan: orders [code, price]

-- case: LIMIT of a join ends both scans
SELECT o.code FROM orders o CROSS JOIN users u LIMIT 5
-- scan: orders [code] (limit_stops_early)
-- scan: users []

-- case: LIMIT of a union ends its branches
SELECT code FROM orders UNION ALL SELECT name FROM users LIMIT 5
-- scan: orders [code] (limit_stops_early)
-- scan: users [name] (limit_stops_early)

-- case: LIMIT in a subquery
SELECT count(*) FROM (SELECT code FROM orders LIMIT 5) t
-- scan: orders []

-- case: LIMIT ALL is none
SELECT code FROM orders LIMIT ALL
-- scan: orders [code]

-- case: a sample of no rows reads nothing
SELECT code FROM orders TABLESAMPLE SYSTEM (0)
-- scan: none

-- case: a sample of a subquery
SELECT code FROM (SELECT code, price FROM orders) TABLESAMPLE BERNOULLI (10) AS t
-- scan: orders [code]

-- case: a sample of splits under a filter
SELECT code FROM orders o TABLESAMPLE SYSTEM (50) WHERE quantity < 100
-- scan: orders [code, quantity] groups 1/10 (late_materialization, sampled)

-- case: SYSTEM over a subquery may thin its scan
SELECT code FROM (SELECT code, price FROM orders) TABLESAMPLE SYSTEM (10) AS t
-- scan: orders [code] (sampled)

-- case: a predicate over $path
SELECT amount FROM transactions WHERE "$path" LIKE '%month=01%'
-- scan: transactions [amount] 3/3 (run_time_condition)

-- case: rand() beside a partition
SELECT amount FROM transactions WHERE month = '01' AND rand() < 0.5
-- scan: transactions [amount] 1/3 (run_time_condition)

-- case: random numbers may leave columns unread, but skip no file
SELECT amount FROM transactions WHERE rand() < 0 AND month = '01'
-- scan: transactions [amount] 1/3 (run_time_condition)

-- case: random numbers in HAVING come after all is read
SELECT category FROM transactions GROUP BY category HAVING rand() < 0.5
-- scan: transactions [category] 3/3

-- case: random numbers leave no byte of a row format unread
SELECT id FROM events WHERE rand() < 0
-- scan: events [id] 2/2
