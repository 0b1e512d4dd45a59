-- case: NOT over OR
SELECT amount FROM transactions WHERE NOT (month = '01' OR month = '02')
-- scan: transactions [amount] 1/3

-- case: CASE over a key
SELECT amount FROM transactions WHERE CASE WHEN month = '01' THEN true ELSE false END
-- scan: transactions [amount] 1/3

-- case: rows of keys
SELECT amount FROM transactions WHERE (year, month) = ('2024', '02')
-- scan: transactions [amount] 1/3

-- case: rows of keys in a list
SELECT amount FROM transactions WHERE (year, month) IN (('2024', '02'), ('2024', '03'), ('2025', '01'))
-- scan: transactions [amount] 2/3

-- case: a key is NULL nowhere
SELECT amount FROM transactions WHERE month IS NULL
-- scan: transactions [amount] 0/3

-- case: coalesce, nullif and IF
SELECT amount FROM transactions WHERE coalesce(nullif(month, '01'), 'x') <> 'x' AND IF(month = '02', true, false)
-- scan: transactions [amount] 1/3

-- case: months before the clock
SELECT amount FROM transactions WHERE date(year || '-' || month || '-01') BETWEEN current_date - INTERVAL '1' MONTH AND current_date
-- scan: transactions [amount] 1/3

-- case: a regular expression and an array
SELECT amount FROM transactions WHERE regexp_like(month, '0[12]') AND contains(ARRAY['01', '03'], month)
-- scan: transactions [amount] 1/3

-- case: TRY_CAST
SELECT amount FROM transactions WHERE TRY_CAST(month AS integer) > 1
-- scan: transactions [amount] 2/3

-- case: a cast that fails keeps its partition
SELECT id FROM events WHERE CAST(dt AS integer) = 5
-- scan: events [id] 2/2

-- case: an alternative each of a key and a column
SELECT amount FROM transactions WHERE (month = '01' AND amount > 5) OR (month = '02' AND amount > 6)
-- scan: transactions [amount] 2/3 (late_materialization)

-- case: a filter through CASE of a subquery
SELECT sum(x) FROM (SELECT CASE WHEN month = '01' THEN amount END AS x FROM transactions) t WHERE x IS NOT NULL
-- scan: transactions [amount] 1/3

-- case: a filter through a renamed and computed key
SELECT sum(a) FROM (SELECT year || month AS period, amount AS a FROM transactions) t WHERE period >= '202402'
-- scan: transactions [amount] 2/3

-- case: a filter over BERNOULLI
SELECT amount FROM transactions TABLESAMPLE BERNOULLI (10) WHERE month = '01'
-- scan: transactions [amount] 1/3

-- case: a comparison of two keys
SELECT amount FROM transactions WHERE substr(year, 3) > month
-- scan: transactions [amount] 3/3

-- case: a contradiction of constants
SELECT amount FROM transactions WHERE 1 = 1 AND 'a' = 'b'
-- scan: none

-- case: a condition that is always true
SELECT amount FROM transactions WHERE month = '01' OR 1 = 1
-- scan: transactions [amount] 3/3

-- case: a computed key that a condition names twice may stay above
SELECT sum(a) FROM (SELECT year || month AS period, amount AS a FROM transactions) t WHERE period = '202402' OR period = '202403'
-- scan: transactions [amount] 3/3 (run_time_condition)

-- case: a renamed key that a condition names twice moves down
SELECT sum(a) FROM (SELECT month AS m, amount AS a FROM transactions) t WHERE m = '02' OR m = '03'
-- scan: transactions [amount] 2/3

-- case: a constant that a condition names twice moves down
SELECT sum(a) FROM (SELECT 'x' AS kind, amount AS a FROM transactions) t WHERE kind = 'y' OR kind = 'z'
-- scan: none

-- case: a computed column named once in a filter is computed from the keys
WITH months AS (SELECT amount, concat(year, '-', month) AS ym FROM transactions) SELECT amount FROM months WHERE ym IN ('2024-01', '2024-02')
-- scan: transactions [amount] 2/3

-- case: OFFSET alone keeps a filter above it
SELECT amount FROM (SELECT * FROM transactions OFFSET 5) t WHERE month = '01'
-- scan: transactions [amount] 3/3

-- case: OFFSET by a parameter
SELECT amount FROM (SELECT * FROM transactions OFFSET ?) t WHERE month = '01'
-- scan: transactions [amount] 3/3

-- case: OFFSET 0 leaves nothing out
SELECT amount FROM (SELECT * FROM transactions OFFSET 0) t WHERE month = '01'
-- scan: transactions [amount] 1/3

-- case: LIMIT above OFFSET may end the scan
SELECT amount FROM (SELECT * FROM transactions OFFSET 5) t LIMIT 3
-- scan: transactions [amount] 3/3 (limit_stops_early)

-- case: the clocks of another time zone
SELECT amount FROM transactions
WHERE year || month = date_format(TIMESTAMP '2024-01-31 20:00:00' AT TIME ZONE 'Asia/Tokyo', '%Y%m')
-- scan: transactions [amount] 1/3

-- case: a time zone that is not known keeps every partition
SELECT amount FROM transactions
WHERE month = date_format(TIMESTAMP '2024-01-31 20:00:00' AT TIME ZONE 'EST', '%m')
-- scan: transactions [amount] 3/3 (predicate_not_evaluable)

-- case: a key that is formatted
SELECT amount FROM transactions WHERE month = format('%02d', month(DATE '2024-01-31') + 1)
-- scan: transactions [amount] 1/3
