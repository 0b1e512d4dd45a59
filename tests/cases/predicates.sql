-- case: OR of equalities on a key prunes
SELECT sum(amount) FROM transactions WHERE month = '01' OR month = '03'
-- scan: transactions [amount] 2/3

-- case: a function of two keys prunes
SELECT sum(amount) FROM transactions WHERE concat(year, month) BETWEEN '202402' AND '202403'
-- scan: transactions [amount] 2/3

-- case: substr and LIKE prune
SELECT sum(amount) FROM transactions WHERE substr(year, 1, 3) = '202' AND month LIKE '%3'
-- scan: transactions [amount] 1/3

-- case: a cast of a key prunes
SELECT sum(amount) FROM transactions WHERE CAST(month AS integer) >= 2
-- scan: transactions [amount] 2/3

-- case: date_parse over the keys prunes
SELECT sum(amount) FROM transactions WHERE date_parse(year || month, '%Y%m') < timestamp '2024-02-15 00:00:00'
-- scan: transactions [amount] 2/3

-- case: the clock is a constant
SELECT sum(amount) FROM transactions WHERE month = date_format(current_date, '%m')
-- scan: transactions [amount] 1/3

-- case: a key OR a data column prunes nothing
SELECT sum(amount) FROM transactions WHERE month = '01' OR category = 'food'
-- scan: transactions [amount, category] 3/3 (late_materialization)

-- case: an unknown function keeps every partition and says so
SELECT sum(amount) FROM transactions WHERE my_function(month) = '01'
-- scan: transactions [amount] 3/3 (predicate_not_evaluable)

-- case: a filter moves through a projection and a grouping key
SELECT * FROM (SELECT month AS m, sum(amount) AS s FROM transactions GROUP BY month) t WHERE m = '02'
-- scan: transactions [amount] 1/3

-- case: a filter on an aggregate stays above
SELECT * FROM (SELECT month AS m, sum(amount) AS s FROM transactions GROUP BY month) t WHERE s > 2
-- scan: transactions [amount] 3/3

-- case: a filter moves through window partition keys only
SELECT * FROM (SELECT month, amount, rank() OVER (PARTITION BY month ORDER BY amount) r FROM transactions) t
WHERE month = '02' AND r = 1
-- scan: transactions [amount] 1/3

-- case: a filter does not move through LIMIT
SELECT * FROM (SELECT month, amount FROM transactions LIMIT 1000000) t WHERE month = '02'
-- scan: transactions [amount] 3/3

-- case: a filter moves into both branches of a union
SELECT sum(a) FROM (SELECT month m, amount a FROM transactions UNION ALL SELECT '02', k FROM users) t WHERE m = '02'
-- scan: transactions [amount] 1/3
-- scan: users [k]

-- case: a union branch whose constant contradicts the filter is no scan
SELECT sum(a) FROM (SELECT 's' AS t, amount a FROM transactions UNION ALL SELECT 'c', k FROM users) x WHERE t = 'c'
-- scan: users [k]

-- case: equality inference prunes the other side of a join
SELECT a.amount FROM transactions a JOIN transactions b ON a.month = b.month WHERE a.month = '01'
-- scan: transactions [amount] 1/3 (dynamic_filter, empty_join_side)
-- scan: transactions [] 1/3

-- case: the preserved side of an outer join is read whole
SELECT a.amount FROM transactions a LEFT JOIN users b ON a.user_id = b.user_id
-- scan: transactions [amount, user_id] 3/3
-- scan: users [user_id] (dynamic_filter)

-- case: a filter on the nullable side makes an inner join
SELECT a.amount FROM transactions a LEFT JOIN users b ON a.user_id = b.user_id WHERE b.country = 'KR'
-- scan: transactions [amount, user_id] 3/3 (dynamic_filter, empty_join_side)
-- scan: users [country, user_id] (late_materialization)

-- case: a scalar subquery on a key opens a range
SELECT sum(amount) FROM transactions WHERE month = (SELECT max(month) FROM transactions)
-- scan: transactions [amount] 3/3 (scalar_subquery_filter)
-- scan: transactions [] 3/3

-- case: a contradiction on one column reads nothing
SELECT sum(amount) FROM transactions WHERE amount > 5 AND amount < 3
-- scan: transactions [amount] 3/3

-- case: WHERE false reads nothing
SELECT sum(amount) FROM transactions WHERE 1 = 2
-- scan: none

-- case: LIMIT 0 reads nothing
SELECT * FROM transactions LIMIT 0
-- scan: none

-- case: LIMIT opens a range
SELECT user_id FROM users LIMIT 1
-- scan: users [user_id] (limit_stops_early)

-- case: LIMIT after an aggregation saves nothing
SELECT category, sum(amount) FROM transactions GROUP BY category ORDER BY 2 DESC LIMIT 3
-- scan: transactions [amount, category] 3/3

-- case: TABLESAMPLE BERNOULLI reads all
SELECT sum(amount) FROM transactions TABLESAMPLE BERNOULLI (10)
-- scan: transactions [amount] 3/3

-- case: TABLESAMPLE SYSTEM drops splits
SELECT sum(amount) FROM transactions TABLESAMPLE SYSTEM (10)
-- scan: transactions [amount] 3/3 (sampled)

-- case: rand() never prunes
SELECT count(*) FROM transactions WHERE rand() < 0.5
-- scan: transactions [] 3/3

-- case: row formats are read whole, whatever the filter and the columns
SELECT count(*) FROM events WHERE id = 'x'
-- scan: events [id] 2/2

-- case: row formats are pruned by partition
SELECT id FROM events WHERE dt = '2024-01-02'
-- scan: events [id] 1/2

-- case: a predicate over $path is decided file by file
SELECT id FROM events WHERE "$path" LIKE '%x%'
-- scan: events [id] 2/2 (run_time_condition)

-- case: an escape that Athena refuses keeps every partition
SELECT id FROM events WHERE dt LIKE '2024\-01\-02' ESCAPE '\'
-- scan: events [id] 2/2

-- case: an escaped underscore
SELECT id FROM events WHERE dt LIKE '%\_%' ESCAPE '\'
-- scan: events [id] 0/2

-- case: a regular expression with backslashes
SELECT id FROM events WHERE regexp_like(dt, '^\d{4}-01-02$')
-- scan: events [id] 1/2

-- case: a value that cannot be decided for sure keeps its partition and says so
SELECT id FROM events WHERE regexp_like(dt, '(?<=x)2024')
-- scan: events [id] 2/2 (predicate_not_evaluable)

-- case: a parameter without a value may be any
SELECT amount FROM transactions WHERE month = ?
-- scan: transactions [amount] 3/3 (predicate_not_evaluable)

-- case: a parameter without a value may skip row groups
SELECT code FROM orders WHERE code = ?
-- scan: orders [code] groups 10/10 (predicate_not_evaluable)

-- case: a parameter without a value may leave out the scan
SELECT payload FROM events WHERE ? = 1
-- scan: events [payload] 2/2 (predicate_not_evaluable)

-- case: no row of a row format is skipped by a parameter
SELECT payload FROM events WHERE payload = ?
-- scan: events [payload] 2/2

-- case: a constant that cannot be evaluated may skip row groups
SELECT code FROM orders WHERE order_id = bitwise_xor(7, 3)
-- scan: orders [code, order_id] groups 10/10 (late_materialization, predicate_not_evaluable)

-- case: a function of a column that is no range skips nothing
SELECT order_id FROM orders WHERE bitwise_xor(order_id, 3) = 1
-- scan: orders [order_id] groups 10/10
