-- case: text and a number
SELECT amount FROM transactions WHERE month = 1
-- error: type_mismatch 1:39

-- case: text in a list of numbers
SELECT amount FROM transactions WHERE month IN (1, 2)
-- error: type_mismatch 1:39

-- case: text between numbers
SELECT amount FROM transactions WHERE month BETWEEN 1 AND 2
-- error: type_mismatch 1:39

-- case: a timestamp and text
SELECT amount FROM transactions WHERE event_time > '2024-01-01'
-- error: type_mismatch 1:39

-- case: a number and text
SELECT 'x' || category FROM transactions WHERE 'x' = amount
-- error: type_mismatch 1:54

-- case: a condition that is no boolean
SELECT amount FROM transactions WHERE amount
-- error: type_mismatch 1:39

-- case: a sum of text
SELECT sum(category) FROM transactions
-- error: type_mismatch 1:12

-- case: a sum of text and a number
SELECT amount + category FROM transactions
-- error: type_mismatch 1:17

-- case: LIKE over a number
SELECT amount FROM transactions WHERE amount LIKE '1%'
-- error: type_mismatch 1:39

-- case: numbers of every width compare
SELECT code FROM orders WHERE quantity = 5.0 AND order_id < 1e3 AND price > 0 AND ratio >= 0
-- scan: orders [code, order_id, price, quantity, ratio] groups 1/10 (late_materialization)

-- case: dates and timestamps compare
SELECT code FROM orders WHERE day = TIMESTAMP '2024-01-02 00:00:00' AND placed > DATE '2024-01-01'
-- scan: orders [code, day, placed] groups 1/10 (late_materialization)

-- case: NULL compares with everything, and is never true
SELECT code FROM orders WHERE day = NULL
-- scan: none

-- case: an integer divided by an integer
SELECT sum(CASE WHEN is_fraud THEN 1 ELSE 0 END) / count(*) FROM transactions
-- scan: transactions [is_fraud] 3/3

-- case: an array and a number
SELECT 1 FROM orders WHERE lines = 5
-- error: type_mismatch 1:28

-- case: a row and text
SELECT 1 FROM orders WHERE address IN ('x')
-- error: type_mismatch 1:28

-- case: a map and an array
SELECT 1 FROM orders WHERE attributes = lines
-- error: type_mismatch 1:28

-- case: AND of what is no boolean
SELECT 1 FROM orders WHERE active AND quantity
-- error: type_mismatch 1:39

-- case: NOT of what is no boolean
SELECT 1 FROM orders WHERE NOT code
-- error: type_mismatch 1:32

-- case: a branch whose condition is no boolean
SELECT CASE WHEN quantity THEN 1 END FROM orders
-- error: type_mismatch 1:18

-- case: CASE of a number and text
SELECT CASE quantity WHEN code THEN 1 END FROM orders
-- error: type_mismatch 1:13

-- case: branches that are no one type
SELECT CASE WHEN active THEN quantity ELSE code END FROM orders
-- error: type_mismatch 1:44

-- case: branches of numbers, and NULL
SELECT CASE WHEN active THEN quantity WHEN code = 'x' THEN NULL ELSE 1.5 END, coalesce(NULL, price, 0) FROM orders
-- scan: orders [active, code, price, quantity]

-- case: alternatives that are no one type
SELECT coalesce(quantity, code) FROM orders
-- error: type_mismatch 1:27

-- case: FILTER by what is no boolean
SELECT count(*) FILTER (WHERE code) FROM orders
-- error: type_mismatch 1:31

-- case: one column in several
SELECT code FROM orders WHERE code IN (SELECT code, quantity FROM orders)
-- error: type_mismatch 1:31
