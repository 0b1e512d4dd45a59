-- case: USING joins by name and shows the column once
SELECT * FROM (SELECT user_id, amount FROM transactions) a JOIN (SELECT user_id, country FROM users) b USING (user_id)
-- scan: transactions [amount, user_id] 3/3 (dynamic_filter)
-- scan: users [country, user_id] (dynamic_filter)

-- case: a column of USING has no qualifier
SELECT users.user_id FROM transactions JOIN users USING (user_id)
-- error: unknown_column 1:8

-- case: USING a column that one side has not
SELECT 1 FROM transactions JOIN users USING (amount)
-- error: unknown_column 1:46

-- case: NATURAL JOIN, which Athena has not
SELECT country FROM transactions NATURAL JOIN users
-- error: unsupported_syntax 1:34

-- case: a filter on the column of a FULL JOIN USING stays above
SELECT a.amount FROM transactions a FULL JOIN transactions b USING (month) WHERE month = '01'
-- scan: transactions [amount] 3/3
-- scan: transactions [] 3/3

-- case: a filter on the column of a LEFT JOIN USING is one on the left side
SELECT a.amount FROM transactions a LEFT JOIN transactions b USING (month) WHERE month = '01'
-- scan: transactions [amount] 1/3
-- scan: transactions [] 1/3

-- case: a FULL JOIN whose sides are both filtered is an inner join
SELECT a.amount FROM transactions a FULL JOIN users b ON a.user_id = b.user_id WHERE a.month = '01' AND b.k < 10
-- scan: transactions [amount, user_id] 1/3 (dynamic_filter, empty_join_side)
-- scan: users [k, user_id] groups 1/5 (dynamic_filter, empty_join_side, late_materialization)

-- case: a condition of ON on the preserved side filters nothing there
SELECT a.amount FROM transactions a LEFT JOIN users b ON a.user_id = b.user_id AND a.month = '01'
-- scan: transactions [amount, user_id] 3/3
-- scan: users [user_id] (dynamic_filter)

-- case: a condition of ON on the other side filters that side
SELECT a.k FROM users a LEFT JOIN transactions b ON a.user_id = b.user_id AND b.month = '01'
-- scan: users [k, user_id]
-- scan: transactions [user_id] 1/3 (dynamic_filter)

-- case: RIGHT JOIN mirrors LEFT JOIN
SELECT b.k FROM transactions a RIGHT JOIN users b ON a.user_id = b.user_id AND a.month = '01'
-- scan: transactions [user_id] 1/3 (dynamic_filter)
-- scan: users [k, user_id]

-- case: IS NULL on the other side keeps the outer join
SELECT a.k FROM users a LEFT JOIN transactions b ON a.user_id = b.user_id WHERE b.month IS NULL
-- scan: users [k, user_id]
-- scan: transactions [user_id] 3/3 (dynamic_filter)

-- case: a filter travels over three tables
SELECT a.amount FROM transactions a JOIN transactions b ON a.month = b.month JOIN transactions c ON b.month = c.month
WHERE c.month >= '03'
-- scan: transactions [amount] 1/3 (dynamic_filter, empty_join_side)
-- scan: transactions [] 1/3
-- scan: transactions [] 1/3

-- case: a filter inside a derived table travels over the join
SELECT b.amount FROM (SELECT month FROM transactions WHERE month = '02') a JOIN transactions b ON a.month = b.month
-- scan: transactions [] 1/3
-- scan: transactions [amount] 1/3 (dynamic_filter, empty_join_side)

-- case: a constant of a derived table travels over the join
SELECT b.amount FROM (SELECT '02' AS m, k FROM users) a JOIN transactions b ON a.m = b.month
-- scan: users []
-- scan: transactions [amount] 1/3 (dynamic_filter)

-- case: the rows of VALUES travel over the join
SELECT t.amount FROM transactions t JOIN (VALUES '01', '03') AS v(m) ON t.month = v.m
-- scan: transactions [amount] 2/3 (dynamic_filter)

-- case: a range does not travel between unlike types
SELECT o.code FROM orders o JOIN users u ON o.order_id = u.k WHERE u.k < 10
-- scan: orders [code, order_id] groups 10/10 (dynamic_filter, empty_join_side)
-- scan: users [k] groups 1/5 (dynamic_filter)

-- case: a constant travels between unlike types
SELECT o.code FROM orders o JOIN users u ON o.order_id = u.k WHERE u.k = 10
-- scan: orders [code, order_id] groups 1/10 (dynamic_filter, empty_join_side, late_materialization)
-- scan: users [k] groups 1/5 (dynamic_filter, empty_join_side)

-- case: a comma and WHERE are a join
SELECT t.amount FROM transactions t, users u WHERE t.user_id = u.user_id AND t.month = '01'
-- scan: transactions [amount, user_id] 1/3 (dynamic_filter)
-- scan: users [user_id] (dynamic_filter, empty_join_side)

-- case: a cross join with a sum
SELECT t.amount / s.total FROM transactions t CROSS JOIN (SELECT sum(amount) AS total FROM transactions) s
-- scan: transactions [amount] 3/3
-- scan: transactions [amount] 3/3

-- case: an inner join with a side that is empty reads neither
SELECT t.amount FROM transactions t JOIN (SELECT user_id FROM users WHERE false) u ON t.user_id = u.user_id
-- scan: none

-- case: a left join with an empty right side reads the left one
SELECT t.amount, u.name FROM transactions t LEFT JOIN (SELECT * FROM users WHERE 1 = 0) u ON t.user_id = u.user_id
-- scan: transactions [amount, user_id] 3/3

-- case: LATERAL sees the tables before it
SELECT u.country FROM users u CROSS JOIN LATERAL (SELECT max(amount) AS m FROM transactions t WHERE t.user_id = u.user_id) x
-- scan: users [country, user_id]
-- scan: transactions [user_id] 3/3 (dynamic_filter)

-- case: without LATERAL a derived table does not see its neighbour
SELECT u.country FROM users u CROSS JOIN (SELECT amount FROM transactions t WHERE t.user_id = u.user_id) x
-- error: unknown_column 1:95

-- case: a join in parentheses
SELECT t.amount FROM transactions t JOIN (users u JOIN orders o ON u.user_id = o.code) ON t.user_id = u.user_id
-- scan: transactions [amount, user_id] 3/3 (dynamic_filter, empty_join_side)
-- scan: users [user_id] (dynamic_filter)
-- scan: orders [code] (dynamic_filter, empty_join_side)

-- case: the same alias twice is ambiguous where it is used
SELECT o.code FROM orders o, orders o
-- error: ambiguous_column 1:8

-- case: unlike types in ON
SELECT 1 FROM transactions t JOIN orders o ON t.user_id = o.quantity
-- error: type_mismatch 1:47

-- case: a join that other dialects have
SELECT code FROM orders LEFT SEMI JOIN users ON code = user_id
-- error: unsupported_syntax 1:25

-- case: an inner join on false reads nothing
SELECT a.amount FROM transactions a JOIN users b ON false
-- scan: none

-- case: an inner join on a contradiction reads nothing
SELECT a.amount FROM transactions a JOIN users b ON a.user_id = b.user_id AND 1 = 2
-- scan: none

-- case: a LEFT JOIN on false reads its left side
SELECT a.amount FROM transactions a LEFT JOIN users b ON false WHERE a.month = '01'
-- scan: transactions [amount] 1/3

-- case: a FULL JOIN on false reads both
SELECT a.amount, b.name FROM transactions a FULL JOIN users b ON false
-- scan: transactions [amount] 3/3
-- scan: users [name]

-- case: a NATURAL FULL JOIN
SELECT a.amount FROM transactions a NATURAL FULL JOIN users b
-- error: unsupported_syntax 1:37

-- case: an unknown column beside a table whose only column is in USING
WITH keys AS (SELECT user_id FROM users) SELECT nothing FROM users JOIN keys USING (user_id)
-- error: unknown_column 1:49
