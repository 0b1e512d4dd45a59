-- case: a view reads what its query reads of what is asked
SELECT m FROM food
-- scan: transactions [category] 3/3

-- case: a filter goes through a view to the partitions
SELECT amount FROM food WHERE m = '01'
-- scan: transactions [amount, category] 1/3 (late_materialization)

-- case: a view in another database has the names of its definer
SELECT user_id FROM other.food WHERE m IN ('01', '02')
-- scan: transactions [category, user_id] 2/3 (late_materialization)

-- case: a filter goes through a view on a view and its grouping
SELECT total FROM monthly WHERE m = '03'
-- scan: transactions [amount, category] 1/3 groups 0/15

-- case: the database of the session does not change a view
SELECT only_other FROM other.transactions
-- scan: transactions [only_other] (size_unknown)

-- case: a view that reads itself through another
SELECT * FROM loop_a
-- error: syntax 1:15

-- case: a view that no longer binds, at the place where it is named
SELECT 1;
SELECT * FROM stale
-- error: unknown_column 2:15

-- case: a CTE inside a view shadows the table
SELECT * FROM with_cte
-- scan: none

-- case: a CTE outside does not reach into a view
WITH transactions AS (SELECT 1 AS one) SELECT amount FROM food WHERE m = '01'
-- scan: transactions [amount, category] 1/3 (late_materialization)

-- case: a star in a view has the columns of the table
SELECT is_fraud FROM starred WHERE year = '2024' AND month = '01'
-- scan: transactions [is_fraud] 1/3

-- case: a computed column of a view that nobody asks for
SELECT loud FROM starred
-- scan: transactions [category] 3/3

-- case: LIMIT in a view keeps a filter above it
SELECT amount FROM limited WHERE month = '01'
-- scan: transactions [amount] 3/3

-- case: a view used twice is read twice
SELECT a.amount FROM food a JOIN food b ON a.user_id = b.user_id WHERE a.m = '01' AND b.m = '02'
-- scan: transactions [amount, category, user_id] 1/3 (dynamic_filter, empty_join_side, late_materialization)
-- scan: transactions [category, user_id] 1/3

-- case: a self join in a view is two scans
SELECT x FROM paired
-- scan: transactions [amount] 3/3 (dynamic_filter)
-- scan: transactions [] 3/3

-- case: an unknown column of a view has the view's own columns to choose from
SELECT amoun FROM food
-- error: unknown_column 1:8

-- case: an alias of a view
SELECT f.amount FROM food AS f WHERE f.m = '01'
-- scan: transactions [amount, category] 1/3 (late_materialization)
