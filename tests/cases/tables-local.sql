-- case: keys have the types of the DDL
SELECT sum(amount) FROM typed WHERE month >= 2
-- scan: typed [amount] 2/3

-- case: a key of type int compares with arithmetic
SELECT sum(amount) FROM typed WHERE year * 100 + month BETWEEN 202402 AND 202403
-- scan: typed [amount] 2/3

-- case: a key of type int is no string
SELECT sum(amount) FROM typed WHERE month = '02'
-- error: type_mismatch 1:37

-- case: a struct of the DDL has its leaves
SELECT details.b.c FROM typed WHERE month = 1
-- scan: typed [details.b.c] 1/3

-- case: a partition has its own location
SELECT sum(amount) FROM registered WHERE part = 'first'
-- scan: registered [amount] 1/3

-- case: two partitions may share a location
SELECT category FROM registered WHERE part <> 'empty'
-- scan: registered [category] 2/3

-- case: a registered partition without objects reads nothing
SELECT category FROM registered WHERE part = 'empty'
-- scan: registered [category] 1/3

-- case: an unpartitioned table has all sub-folders
SELECT count(category) FROM flat
-- scan: flat [category]

-- case: a key that the DDL does not have is no column
SELECT year FROM flat
-- error: unknown_column 1:8

-- case: a partition of type date
SELECT line FROM lines WHERE dt < DATE '2024-01-02'
-- scan: lines [line] 1/2

-- case: a partition of type date by function
SELECT line FROM lines WHERE day(dt) = 2
-- scan: lines [line] 1/2

-- case: a partition value that does not fit its type
SELECT 1;
SELECT line FROM wrong WHERE dt > 1
-- error: not_partition_value 2:18

-- case: a location that was set later, columns that were added later
SELECT amount, added_later FROM grown WHERE month = '03'
-- scan: grown [added_later, amount] 1/3

-- case: registered partitions are pruned where no byte is known
SELECT note FROM remote WHERE day > 1
-- scan: remote [note] 2/3 (size_unknown)

-- case: no partition left is nothing read
SELECT note FROM remote WHERE day > 3
-- scan: remote [note] 0/3

-- case: a join of what is known and what is not
SELECT r.note FROM remote r JOIN typed t ON r.id = t.details.a WHERE r.day = 1 AND t.month = 1
-- scan: remote [id, note] 1/3 (size_unknown)
-- scan: typed [details.a] 1/3 (dynamic_filter, empty_join_side)

-- case: an unpartitioned table without known bytes
SELECT place.city FROM nobody_listed
-- scan: nobody_listed [place.city] (size_unknown)

-- case: a symlink table is refused
SELECT id
FROM symlinks
-- error: unsupported_table 2:6

-- case: a join with a refused table is refused
SELECT r.id FROM remote r, symlinks s WHERE r.id = s.id
-- error: unsupported_table 1:28

-- case: statements after a refused one are estimated
SELECT id FROM symlinks; SELECT line FROM lines
-- error: unsupported_table 1:16
-- scan: lines [line] 2/2
