-- case: an unknown column with its position and the nearest name
SELECT amout FROM transactions
-- error: unknown_column 1:8

-- case: an unknown column behind an emoji
SELECT '😀', nothing FROM transactions
-- error: unknown_column 1:14

-- case: an unknown table
SELECT 1 FROM transaction
-- error: unknown_table 1:15

-- case: an unknown database
SELECT 1 FROM nowhere.transactions
-- error: unknown_database 1:15

-- case: an ambiguous column
SELECT user_id FROM transactions, users
-- error: ambiguous_column 1:8

-- case: a dangling comma
SELECT amount, FROM transactions
-- error: syntax 1:14

-- case: a bracket that is never closed
SELECT (amount FROM transactions
-- error: syntax 1:16

-- case: no statement at all in a template
SELECT ${column} FROM transactions
-- error: template_placeholder 1:8

-- case: a star that finds nothing
SELECT x.* FROM transactions
-- error: unknown_column 1:8

-- case: unequal sides of a union
SELECT amount FROM transactions UNION SELECT user_id, name FROM users
-- error: syntax

-- case: too many names for a relation
SELECT * FROM users AS u(a, b, c, d, e)
-- error: syntax 1:24

-- case: nesting beyond the parser
SELECT ((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))) FROM users
-- error: limit_exceeded

-- case: EXECUTE without PREPARE
EXECUTE nobody
-- error: unsupported_statement 1:9
