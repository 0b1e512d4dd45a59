-- case: UNION ALL goes by position, not by name
SELECT a FROM (SELECT code AS a, day_text AS b FROM orders UNION ALL SELECT name, country FROM users) t
-- scan: orders [code]
-- scan: users [name]

-- case: INTERSECT compares whole rows
SELECT a FROM (SELECT code AS a, quantity AS b FROM orders INTERSECT SELECT name, k FROM users) t
-- scan: orders [code, quantity]
-- scan: users [k, name]

-- case: EXCEPT ALL compares whole rows
SELECT code FROM orders EXCEPT ALL SELECT name FROM users
-- scan: orders [code]
-- scan: users [name]

-- case: a filter moves into both sides of INTERSECT and EXCEPT
SELECT a FROM (SELECT month AS m, user_id AS a FROM transactions EXCEPT SELECT dt, id FROM events) t WHERE m = '01'
-- scan: transactions [user_id] 1/3
-- scan: events [id] 0/2

-- case: ORDER BY and LIMIT of a union
SELECT code AS x FROM orders UNION SELECT name FROM users ORDER BY x LIMIT 5
-- scan: orders [code]
-- scan: users [name]

-- case: ORDER BY a number of a union that has no such column
SELECT code FROM orders UNION SELECT name FROM users ORDER BY 2
-- error: syntax 1:54

-- case: a union inside parentheses
(SELECT code FROM orders) UNION ALL (SELECT name FROM users LIMIT 1)
-- scan: orders [code]
-- scan: users [name] (limit_stops_early)

-- case: INTERSECT binds before UNION
SELECT code FROM orders UNION ALL SELECT name FROM users INTERSECT SELECT country FROM users WHERE false
-- scan: orders [code]

-- case: three branches, of which two contradict the filter
SELECT sum(v) FROM (SELECT 's' AS t, amount AS v FROM transactions UNION ALL SELECT 'c', k FROM users
  UNION ALL SELECT 'w', quantity FROM orders) x WHERE t = 'w'
-- scan: orders [quantity]

-- case: a CTE of a union used once for each kind
WITH sales AS (SELECT user_id AS who, month AS at, sum(amount) AS total, 'a' AS kind FROM transactions GROUP BY user_id, month
  UNION ALL SELECT code, day_text, sum(price), 'b' FROM orders GROUP BY code, day_text
  UNION ALL SELECT name, country, sum(k), 'c' FROM users GROUP BY name, country)
SELECT a1.who FROM sales a1, sales a2, sales b1
WHERE a1.who = a2.who AND a1.who = b1.who AND a1.kind = 'a' AND a2.kind = 'a' AND b1.kind = 'b' AND a1.at = '01' AND a2.at = '02'
  AND a1.total > 0 AND b1.total > 0
-- scan: transactions [amount, user_id] 1/3 (dynamic_filter, empty_join_side)
-- scan: transactions [user_id] 1/3 (dynamic_filter, empty_join_side)
-- scan: orders [code, day_text, price] (dynamic_filter, empty_join_side)

-- case: unlike types in a union
SELECT user_id FROM transactions UNION ALL SELECT quantity FROM orders
-- error: type_mismatch 1:34

-- case: like types in a union
SELECT quantity FROM orders UNION ALL SELECT amount FROM transactions UNION ALL SELECT NULL
-- scan: orders [quantity]
-- scan: transactions [amount] 3/3

-- case: TABLE is a query
TABLE users UNION ALL TABLE users
-- scan: users [country, k, name, user_id]
-- scan: users [country, k, name, user_id]

-- case: VALUES with rows of unlike length
SELECT * FROM (VALUES (1, 2), (3)) AS v(a, b)
-- error: syntax 1:16
