-- case: CUBE, ROLLUP and grouping()
SELECT code, day, grouping(code, day), sum(price) FROM orders GROUP BY CUBE (code, day)
-- scan: orders [code, day, price]

-- case: a filter does not move below an empty grouping set
SELECT * FROM (SELECT month, count(*) AS c FROM transactions GROUP BY ROLLUP (month)) t WHERE month = '01'
-- scan: transactions [] 3/3

-- case: a filter on what is in every grouping set moves below
SELECT * FROM (SELECT month, category, count(*) AS c FROM transactions GROUP BY GROUPING SETS ((month, category), (month))) t
WHERE month = '01'
-- scan: transactions [category] 1/3

-- case: a filter on what is in some grouping sets stays above
SELECT * FROM (SELECT month, year, count(*) AS c FROM transactions GROUP BY GROUPING SETS ((month, year), (year))) t
WHERE month = '01'
-- scan: transactions [] 3/3

-- case: a key beside ROLLUP is in every set
SELECT * FROM (SELECT month, category, count(*) AS c FROM transactions GROUP BY month, ROLLUP (category)) t WHERE month = '01'
-- scan: transactions [category] 1/3

-- case: HAVING on a key is a filter
SELECT month, count(*) FROM transactions GROUP BY month HAVING month = '01'
-- scan: transactions [] 1/3

-- case: a global aggregation is not filtered from above
SELECT * FROM (SELECT max(month) AS m FROM transactions) t WHERE m = '01'
-- scan: transactions [] 3/3

-- case: DISTINCT is a grouping by everything
SELECT DISTINCT month FROM transactions WHERE month > '01'
-- scan: transactions [] 2/3

-- case: GROUP BY knows no output's name
SELECT upper(category) AS kind, count(*) FROM transactions GROUP BY kind
-- error: unknown_column 1:69

-- case: GROUP BY an expression of an output's name
SELECT upper(category) AS kind FROM transactions GROUP BY lower(kind)
-- error: unknown_column 1:65

-- case: a source column wins over an output's name in GROUP BY
SELECT upper(category) AS user_id, count(*) FROM transactions GROUP BY user_id, category
-- scan: transactions [category, user_id] 3/3

-- case: a column that is neither grouped nor aggregated
SELECT category, amount FROM transactions GROUP BY category
-- error: syntax 1:18

-- case: an expression of a key is grouped
SELECT upper(category) || 'x', category FROM transactions GROUP BY category
-- scan: transactions [category] 3/3

-- case: a number of GROUP BY without output
SELECT category FROM transactions GROUP BY 2
-- error: syntax 1:35

-- case: an aggregate in WHERE
SELECT category FROM transactions WHERE sum(amount) > 5 GROUP BY category
-- error: syntax 1:45

-- case: a window in WHERE
SELECT category FROM transactions WHERE rank() OVER (ORDER BY amount) = 1
-- error: syntax 1:63

-- case: an ordered aggregate reads its order
SELECT listagg(code, ',') WITHIN GROUP (ORDER BY price), array_agg(quantity ORDER BY day DESC) FROM orders
-- scan: orders [code, day, price, quantity]

-- case: aggregates with several arguments and a filter
SELECT max_by(code, price), approx_percentile(ratio, 0.9), count_if(active) FILTER (WHERE quantity > 1) FROM orders
-- scan: orders [active, code, price, quantity, ratio]

-- case: IGNORE NULLS and a frame
SELECT first_value(price) IGNORE NULLS OVER (PARTITION BY code ORDER BY placed ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM orders
-- scan: orders [code, placed, price]

-- case: named windows that build on each other
SELECT sum(quantity) OVER w, lag(price) OVER (w ORDER BY placed) FROM orders WINDOW w AS (PARTITION BY code)
-- scan: orders [code, placed, price, quantity]

-- case: a window that is not defined
SELECT sum(quantity) OVER w FROM orders
-- error: syntax

-- case: a window over an aggregation
SELECT category, rank() OVER (ORDER BY sum(amount) DESC) FROM transactions GROUP BY category
-- scan: transactions [amount, category] 3/3

-- case: a filter on a window's partition key, beside one on its rank
SELECT * FROM (SELECT month, rank() OVER (PARTITION BY month ORDER BY amount) AS r FROM transactions) t WHERE month = '02' AND r < 3
-- scan: transactions [amount] 1/3

-- case: two windows with unlike keys keep the filter above
SELECT * FROM (SELECT month, rank() OVER (PARTITION BY month ORDER BY amount) AS r, row_number() OVER (ORDER BY user_id) AS n
  FROM transactions) t WHERE month = '02'
-- scan: transactions [amount, user_id] 3/3

-- case: ORDER BY a column that is no output
SELECT code FROM orders ORDER BY placed DESC NULLS LAST
-- scan: orders [code, placed]

-- case: ORDER BY an expression of an output's name
SELECT price AS p FROM orders ORDER BY abs(quantity), p
-- scan: orders [price, quantity]

-- case: ORDER BY a name that two outputs have
SELECT k AS a, user_id AS a FROM users ORDER BY a
-- error: ambiguous_column 1:49

-- case: in ORDER BY an output hides a column of its name, also inside an expression
SELECT -price AS quantity FROM orders ORDER BY quantity + 0
-- scan: orders [price]

-- case: ORDER BY a qualified column, which no output hides
SELECT -price AS quantity FROM orders ORDER BY orders.quantity + 0
-- scan: orders [price, quantity]

-- case: ORDER BY an expression of a name that two outputs have
SELECT k AS a, user_id AS a FROM users ORDER BY abs(a)
-- error: ambiguous_column 1:53

-- case: ORDER BY an expression of a name that is ambiguous below but one output
SELECT a.k, b.k AS other FROM users a, users b ORDER BY upper(k)
-- scan: users [k]
-- scan: users [k]

-- case: ORDER BY an aggregate of a column that an output hides
SELECT code, sum(price) AS price FROM orders GROUP BY code ORDER BY sum(price)
-- error: syntax 1:73

-- case: ORDER BY an aggregate of a column that no output hides
SELECT code, sum(price) AS total FROM orders GROUP BY code ORDER BY sum(price), total + 1, max(orders.code)
-- scan: orders [code, price]

-- case: ORDER BY a number without output
SELECT k FROM users ORDER BY 2
-- error: syntax 1:21

-- case: MATCH_RECOGNIZE reads its keys and the measures that are used
SELECT code, p FROM orders MATCH_RECOGNIZE (PARTITION BY code ORDER BY placed MEASURES a.quantity AS q, last(b.price) AS p
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (a b+) DEFINE b AS b.ratio > prev(b.ratio)) AS m
-- scan: orders [code, placed, price, ratio]

-- case: a filter does not move into MATCH_RECOGNIZE
SELECT m.p FROM transactions MATCH_RECOGNIZE (PARTITION BY month ORDER BY event_time MEASURES last(b.amount) AS p
  ONE ROW PER MATCH PATTERN (a b+) DEFINE b AS b.amount > prev(b.amount)) AS m WHERE m.month = '01'
-- scan: transactions [amount, event_time] 3/3

-- case: FILTERs on every aggregate filter the rows
SELECT count(amount) FILTER (WHERE month = '01'), sum(amount) FILTER (WHERE month = '03') FROM transactions
-- scan: transactions [amount] 2/3

-- case: one aggregate without FILTER needs every row
SELECT count(*) FILTER (WHERE month = '01'), sum(amount) FROM transactions
-- scan: transactions [amount] 3/3

-- case: groups need every row, whatever their FILTERs are
SELECT category, sum(amount) FILTER (WHERE month = '01') FROM transactions GROUP BY category
-- scan: transactions [amount, category] 3/3

-- case: a window function that nobody asks for keeps no filter above
SELECT amount FROM (SELECT *, row_number() OVER (ORDER BY event_time) AS n FROM transactions) t WHERE month = '01'
-- scan: transactions [amount] 1/3

-- case: of two window functions only the one asked for decides
SELECT s FROM (SELECT month, rank() OVER (ORDER BY amount) AS n, sum(amount) OVER (PARTITION BY month) AS s FROM transactions) t WHERE month = '01'
-- scan: transactions [amount] 1/3
