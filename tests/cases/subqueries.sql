-- case: a scalar subquery in the outputs
SELECT name, (SELECT max(price) FROM orders) AS top FROM users
-- scan: orders [price]
-- scan: users [name]

-- case: a scalar subquery that nobody uses
SELECT name FROM (SELECT name, (SELECT max(price) FROM orders) AS top FROM users) t
-- scan: users [name]

-- case: a correlated scalar subquery
SELECT name FROM users u WHERE k > (SELECT avg(amount) FROM transactions t WHERE t.user_id = u.user_id)
-- scan: users [k, name, user_id] (scalar_subquery_filter)
-- scan: transactions [amount, user_id] 3/3 (dynamic_filter)

-- case: IN is a join that filters both sides while it runs
SELECT amount FROM transactions WHERE user_id IN (SELECT user_id FROM users WHERE k < 10)
-- scan: transactions [amount, user_id] 3/3 (dynamic_filter, empty_join_side)
-- scan: users [k, user_id] groups 1/5 (dynamic_filter, late_materialization)

-- case: NOT IN keeps what has no partner
SELECT amount FROM transactions WHERE user_id NOT IN (SELECT user_id FROM users)
-- scan: transactions [amount, user_id] 3/3
-- scan: users [user_id]

-- case: IN as an output reads its subquery whole
SELECT amount, user_id IN (SELECT user_id FROM users) FROM transactions
-- scan: users [user_id]
-- scan: transactions [amount, user_id] 3/3

-- case: a filter inside IN filters the partitions outside
SELECT amount FROM transactions WHERE month IN (SELECT month FROM transactions WHERE month = '02')
-- scan: transactions [amount] 1/3 (dynamic_filter, empty_join_side)
-- scan: transactions [] 1/3

-- case: a filter outside IN filters the partitions inside
SELECT amount FROM transactions WHERE month = '01' AND month IN (SELECT month FROM transactions)
-- scan: transactions [amount] 1/3 (dynamic_filter, empty_join_side)
-- scan: transactions [] 1/3

-- case: = ANY is IN
SELECT amount FROM transactions WHERE month = ANY (VALUES '01', '02')
-- scan: transactions [amount] 2/3 (dynamic_filter)

-- case: > ALL is decided while the query runs
SELECT name FROM users WHERE k > ALL (SELECT quantity FROM orders)
-- scan: users [k, name] (run_time_condition)
-- scan: orders [quantity]

-- case: IN beside OR filters nothing by itself
SELECT name FROM users WHERE k IN (SELECT quantity FROM orders) OR country = 'KR'
-- scan: users [country, k, name] (run_time_condition)
-- scan: orders [quantity]

-- case: rows in IN
SELECT name FROM users WHERE (k, country) IN (SELECT quantity, code FROM orders)
-- scan: users [country, k, name] (dynamic_filter)
-- scan: orders [code, quantity] (dynamic_filter)

-- case: EXISTS that is not correlated needs one row and no column
SELECT name FROM users WHERE EXISTS (SELECT * FROM orders WHERE quantity > 5)
-- scan: users [name] (empty_join_side)
-- scan: orders [quantity] (limit_stops_early)

-- case: NOT EXISTS
SELECT name FROM users u WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.user_id = u.user_id AND t.month = '01')
-- scan: users [name, user_id]
-- scan: transactions [user_id] 1/3 (dynamic_filter)

-- case: a subquery in HAVING
SELECT category FROM transactions GROUP BY category HAVING sum(amount) > (SELECT avg(price) FROM orders)
-- scan: transactions [amount, category] 3/3
-- scan: orders [price]

-- case: a subquery in CASE
SELECT CASE WHEN k > 5 THEN (SELECT max(code) FROM orders) ELSE name END FROM users
-- scan: orders [code]
-- scan: users [k, name]

-- case: a correlated name looks outward level by level
SELECT name FROM users u WHERE EXISTS (SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM transactions t
  WHERE t.user_id = u.user_id AND t.amount = o.quantity))
-- scan: users [name, user_id] (dynamic_filter, empty_join_side)
-- scan: orders [quantity] (dynamic_filter, empty_join_side)
-- scan: transactions [amount, user_id] 3/3 (dynamic_filter)

-- case: an inner column wins over an outer one of its name
SELECT name FROM users WHERE user_id IN (SELECT user_id FROM transactions WHERE user_id > 'A')
-- scan: users [name, user_id] (dynamic_filter, empty_join_side, late_materialization)
-- scan: transactions [user_id] 3/3 (dynamic_filter)

-- case: a scalar subquery that filters a range of partitions
SELECT amount FROM transactions WHERE month >= (SELECT min(month) FROM transactions WHERE month > '01')
-- scan: transactions [amount] 3/3 (scalar_subquery_filter)
-- scan: transactions [] 2/3

-- case: unlike types in IN
SELECT name FROM users WHERE user_id IN (SELECT quantity FROM orders)
-- error: type_mismatch 1:30

-- case: unlike types around a scalar subquery
SELECT name FROM users WHERE user_id > (SELECT max(quantity) FROM orders)
-- error: type_mismatch 1:30

-- case: a scalar subquery that nobody uses but that may have several rows
SELECT name FROM (SELECT name, (SELECT code FROM orders) AS c, k IN (SELECT quantity FROM orders) AS i FROM users) t
-- scan: orders []
-- scan: users [name]
