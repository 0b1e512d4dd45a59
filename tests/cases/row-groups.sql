-- case: equality of a sorted column
SELECT code FROM orders WHERE order_id = 5
-- scan: orders [code, order_id] groups 1/10 (late_materialization)

-- case: a list of values far apart
SELECT code FROM orders WHERE order_id IN (5, 20000)
-- scan: orders [code, order_id] groups 2/10 (late_materialization)

-- case: a range that crosses a border
SELECT code FROM orders WHERE quantity BETWEEN 2000 AND 2100
-- scan: orders [code, quantity] groups 2/10 (late_materialization)

-- case: a month of timestamps
SELECT code FROM orders WHERE placed >= TIMESTAMP '2024-06-01 00:00:00' AND placed < TIMESTAMP '2024-07-01 00:00:00'
-- scan: orders [code, placed] groups 2/10 (late_materialization)

-- case: the date of a timestamp
SELECT code FROM orders WHERE CAST(placed AS date) = DATE '2024-01-10'
-- scan: orders [code, placed] groups 1/10 (late_materialization)

-- case: year() is a range for newer engines only, so high keeps all
SELECT code FROM orders WHERE year(placed) = 2024
-- scan: orders [code, placed] groups 10/10 (late_materialization)

-- case: date_trunc() likewise
SELECT code FROM orders WHERE date_trunc('month', placed) = TIMESTAMP '2024-02-01 00:00:00'
-- scan: orders [code, placed] groups 10/10 (late_materialization)

-- case: month() is never a range
SELECT code FROM orders WHERE month(placed) = 2
-- scan: orders [code, placed] groups 10/10 (late_materialization)

-- case: arithmetic on the column is no range
SELECT code FROM orders WHERE quantity + 1 = 6
-- scan: orders [code, quantity] groups 10/10 (late_materialization)

-- case: a cast to a wider type is a range
SELECT code FROM orders WHERE CAST(quantity AS bigint) < 10
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: a decimal between integers
SELECT code FROM orders WHERE quantity < 10.5
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: a real column
SELECT code FROM orders WHERE ratio > 20000
-- scan: orders [code, ratio] groups 1/10 (late_materialization)

-- case: a prefix of text
SELECT code FROM orders WHERE code LIKE 'C0200%'
-- scan: orders [code] groups 1/10

-- case: starts_with is a prefix
SELECT code FROM orders WHERE starts_with(code, 'C0200')
-- scan: orders [code] groups 1/10

-- case: a pattern that begins with a wildcard
SELECT code FROM orders WHERE code LIKE '%0200'
-- scan: orders [code] groups 10/10

-- case: NOT turns a range round
SELECT code FROM orders WHERE NOT (quantity >= 2048)
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: OR of one column
SELECT code FROM orders WHERE quantity < 10 OR quantity > 20470
-- scan: orders [code, quantity] groups 2/10 (late_materialization)

-- case: OR of two columns is no range
SELECT code FROM orders WHERE quantity < 10 OR order_id < 10
-- scan: orders [code, order_id, quantity] groups 10/10 (late_materialization)

-- case: OR of two conjunctions over one column
SELECT code FROM orders WHERE (quantity < 10 AND active) OR (quantity > 20470 AND price > 1)
-- scan: orders [active, code, price, quantity] groups 2/10 (late_materialization)

-- case: a column without NULL values IS NULL nowhere
SELECT code FROM orders WHERE quantity IS NULL
-- scan: orders [code, quantity] groups 0/10

-- case: columns compared with each other
SELECT code FROM orders WHERE order_id = quantity
-- scan: orders [code, order_id, quantity] groups 10/10 (late_materialization)

-- case: a conjunct that can be a range beside one that cannot
SELECT code FROM orders WHERE lower(code) = 'x' AND quantity > 20400
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: a filter through a subquery and a projection
SELECT c FROM (SELECT code AS c, quantity * 1 AS q, order_id AS i FROM orders) t WHERE i < 100
-- scan: orders [code, order_id] groups 1/10 (late_materialization)

-- case: a partition and a range together
SELECT user_id FROM transactions WHERE month = '02' AND event_time < TIMESTAMP '2024-01-05 00:00:00'
-- scan: transactions [event_time, user_id] 1/3 groups 1/15 (late_materialization)

-- case: one filter column alone has nothing to leave unread
SELECT count(*) FROM orders WHERE order_id = 5
-- scan: orders [order_id] groups 1/10

-- case: between two integers there is no row, but Trino's ranges have no gaps
SELECT code FROM orders WHERE quantity > 5 AND quantity < 6
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: a cast leaves the same range between two integers
SELECT code FROM orders WHERE CAST(quantity AS double) > 5 AND CAST(quantity AS double) < 6
-- scan: orders [code, quantity] groups 1/10 (late_materialization)

-- case: no integer is equal to a fraction
SELECT code FROM orders WHERE CAST(quantity AS double) = 5.5
-- scan: orders [code, quantity] groups 0/10

-- case: between two dates
SELECT code FROM orders WHERE day > DATE '2024-01-05' AND day < DATE '2024-01-06'
-- scan: orders [code, day] groups 1/10 (late_materialization)

-- case: neither true nor false leaves the gap between them
SELECT code FROM orders WHERE active <> true AND active <> false
-- scan: orders [active, code] groups 10/10 (late_materialization)

-- case: every excluded integer leaves the gaps between them
SELECT code FROM orders WHERE quantity NOT IN (0, 1, 2, 3)
-- scan: orders [code, quantity] groups 10/10 (late_materialization)

-- case: many excluded texts, with quotes and blanks
SELECT code FROM orders WHERE code <> 'C000001' AND code <> 'it''s' AND code <> '' AND code NOT IN ('C000000', 'a b', 'é')
-- scan: orders [code] groups 10/10
