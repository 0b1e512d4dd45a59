-- case: names in backticks
SELECT `code` FROM orders
-- error: syntax 1:8

-- case: names in brackets
SELECT [code] FROM orders
-- error: syntax 1:8

-- case: two equals signs
SELECT code FROM orders WHERE quantity == 3
-- error: syntax 1:40

-- case: a cast of another dialect
SELECT code::varchar FROM orders
-- error: syntax 1:12

-- case: ILIKE
SELECT code FROM orders WHERE code ILIKE 'c%'
-- error: syntax 1:36

-- case: RLIKE
SELECT code FROM orders WHERE code RLIKE 'c'
-- error: syntax 1:36

-- case: TOP
SELECT TOP 5 code FROM orders
-- error: unsupported_syntax 1:1

-- case: DISTINCT ON
SELECT DISTINCT ON (code) code, price FROM orders
-- error: unsupported_syntax 1:8

-- case: QUALIFY
SELECT code FROM orders WHERE true QUALIFY 1 = 1
-- error: syntax 1:36

-- case: EXCEPT in a star
SELECT * EXCEPT (code) FROM orders
-- error: unsupported_syntax 1:10

-- case: PIVOT
SELECT code FROM orders PIVOT (sum(price) FOR active IN (true, false))
-- error: unsupported_syntax 1:25

-- case: nothing to select
SELECT FROM orders
-- error: syntax

-- case: nothing after WHERE
SELECT code FROM orders WHERE
-- error: syntax 1:25

-- case: nothing after GROUP BY
SELECT code FROM orders GROUP BY
-- error: syntax 1:31

-- case: a dangling comma in GROUP BY
SELECT code FROM orders GROUP BY code, ORDER BY code
-- error: syntax 1:38

-- case: a dangling comma at the end
SELECT code FROM orders ORDER BY code,
-- error: syntax 1:38

-- case: OFFSET behind LIMIT
SELECT code FROM orders LIMIT 3 OFFSET 5
-- error: syntax 1:33

-- case: LIMIT with two numbers
SELECT code FROM orders LIMIT 3, 5
-- error: syntax 1:32

-- case: LIMIT of a percentage
SELECT code FROM orders LIMIT 50 PERCENT
-- error: syntax 1:34

-- case: an interval without quotes
SELECT code FROM orders WHERE placed > current_timestamp - INTERVAL 1 DAY
-- error: syntax 1:69

-- case: an operator of powers
SELECT price ** 2 FROM orders
-- error: syntax 1:14

-- case: two texts without an operator
SELECT code FROM orders WHERE code = 'a' 'b'
-- error: syntax 1:42

-- case: a sample of another dialect
SELECT code FROM orders USING SAMPLE 10
-- error: syntax 1:31

-- case: a union by names
SELECT code FROM orders UNION ALL BY NAME SELECT code FROM orders
-- error: syntax 1:35

-- case: OFFSET before FETCH is taken
SELECT code FROM orders OFFSET 5 ROWS FETCH FIRST 3 ROWS ONLY
-- scan: orders [code] (limit_stops_early)

-- case: WITH without a query
WITH a AS (SELECT 1)
-- error: syntax

-- case: a string that is never closed
SELECT code FROM orders WHERE code = 'abc
-- error: syntax 1:38

-- case: a name that is never closed
SELECT "code FROM orders
-- error: syntax 1:8

-- case: a comment that is never closed
SELECT code /* FROM orders
-- error: syntax 1:13

-- case: a backslash is a character like others
SELECT code FROM orders WHERE code = 'a\' AND day_text LIKE 'a\_b' ESCAPE '\'
-- scan: orders [code, day_text] groups 0/10

-- case: typed literals
SELECT BIGINT '4', DOUBLE '3', DECIMAL '1.2', REAL '1', BOOLEAN 'true', X'00FF', 1e3, .5, code FROM orders
  WHERE order_id = BIGINT '5' AND placed < TIMESTAMP '2024-06-01 00:00:00' AND day > DATE '2023-01-01'
-- scan: orders [code, day, order_id, placed] groups 1/10 (late_materialization)

-- case: functions with words between their arguments
SELECT position('a' IN code), trim(BOTH 'x' FROM day_text), substring(code, 2, 3), extract(YEAR FROM placed),
  normalize(code, NFC), CAST(price AS varchar), TRY(quantity), current_date, localtime FROM orders
-- scan: orders [code, day_text, placed, price, quantity]

-- case: JSON functions read their documents
SELECT json_value(code, 'lax $.a'), json_query(day_text, 'lax $.b' WITH WRAPPER), json_extract_scalar(code, '$.c') FROM orders
-- scan: orders [code, day_text]

-- case: operators of every kind
SELECT code IS NOT DISTINCT FROM day_text, NOT active, -quantity, quantity % 2, code || 'x', (code, day) = ('a', day),
  placed AT TIME ZONE 'UTC', quantity NOT BETWEEN 1 AND 2, code NOT LIKE 'x', price IS NULL FROM orders
-- scan: orders [active, code, day, day_text, placed, price, quantity]

-- case: LIMIT takes no negative number
SELECT code FROM orders LIMIT -1
-- error: syntax

-- case: LIMIT takes no text
SELECT code FROM orders LIMIT 'a'
-- error: syntax

-- case: a sample above 100 %
SELECT code FROM orders TABLESAMPLE SYSTEM (101)
-- error: syntax

-- case: ORDER BY of DISTINCT takes outputs
SELECT DISTINCT code FROM orders ORDER BY lower(code), day
-- error: syntax 1:49

-- case: ORDER BY of DISTINCT by an output, its name and its number
SELECT DISTINCT code AS c, lower(code) FROM orders ORDER BY c, code, lower(code), 2
-- scan: orders [code]

-- case: named parameters of other tools
SELECT code FROM orders WHERE code = :code
-- error: syntax 1:38

-- case: numbered parameters of other databases
SELECT code FROM orders WHERE code = $1
-- error: syntax 1:38
