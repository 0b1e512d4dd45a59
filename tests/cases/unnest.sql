-- case: UNNEST of an array of rows gives a column for each field
SELECT sku FROM orders CROSS JOIN UNNEST(lines) AS l(sku, units)
-- scan: orders [lines]

-- case: UNNEST of an array of rows with too few names
SELECT sku FROM orders CROSS JOIN UNNEST(lines) AS l(sku)
-- error: syntax 1:52

-- case: UNNEST of a map gives key and value
SELECT order_id, k FROM orders CROSS JOIN UNNEST(attributes) AS m(k, v) WHERE v = 'red'
-- scan: orders [attributes, order_id]

-- case: UNNEST of several arrays with their number
SELECT sku, k, n FROM orders CROSS JOIN UNNEST(lines, attributes) WITH ORDINALITY AS m(sku, units, k, v, n)
-- scan: orders [attributes, lines]

-- case: the array is read though nobody uses its elements
SELECT order_id FROM orders, UNNEST(lines)
-- scan: orders [lines, order_id]

-- case: LEFT JOIN UNNEST
SELECT o.order_id FROM orders o LEFT JOIN UNNEST(o.lines) AS l(sku, units) ON TRUE
-- scan: orders [lines, order_id]

-- case: UNNEST of constants reads nothing
SELECT x, y FROM UNNEST(ARRAY[1, 2], ARRAY['a', 'b']) WITH ORDINALITY AS t(x, y, n)
-- scan: none

-- case: UNNEST of sequence makes rows
SELECT d FROM UNNEST(sequence(DATE '2024-01-01', DATE '2024-02-01', INTERVAL '1' DAY)) AS t(d)
-- scan: none

-- case: UNNEST of what a CTE aggregates
WITH a AS (SELECT array_agg(code) AS codes, max(price) AS top FROM orders) SELECT c FROM a CROSS JOIN UNNEST(codes) AS t(c)
-- scan: orders [code]

-- case: a filter moves below UNNEST
SELECT amount FROM transactions CROSS JOIN UNNEST(tags) AS t(tag) WHERE month = '01' AND tag = 'u'
-- scan: transactions [amount, tags] 1/3

-- case: UNNEST in a correlated subquery
SELECT order_id FROM orders WHERE EXISTS (SELECT 1 FROM UNNEST(lines) AS l(sku, units) WHERE units > 5)
-- scan: orders [lines, order_id]

-- case: a table function that gives numbers
SELECT n.sequential_number FROM TABLE(sequence(1, 10)) AS n
-- scan: none

-- case: a table function that is not known
SELECT * FROM TABLE(my_function(1))
-- error: unsupported_syntax

-- case: Hive's LATERAL VIEW
SELECT code FROM orders LATERAL VIEW explode(lines) l AS x
-- error: unsupported_syntax 1:25
