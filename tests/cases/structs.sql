-- case: one leaf of a struct in a struct
SELECT address.geo.lat FROM orders
-- scan: orders [address.geo.lat]

-- case: an inner struct reads its leaves
SELECT o.address.geo FROM orders o
-- scan: orders [address.geo.lat, address.geo.lon]

-- case: a cast of a struct reads all of it
SELECT CAST(address AS JSON) FROM orders
-- scan: orders [address.city, address.geo.lat, address.geo.lon]

-- case: a leaf and its struct read the struct
SELECT address.city, address FROM orders
-- scan: orders [address.city, address.geo.lat, address.geo.lon]

-- case: a leaf through a CTE, a join and a union
WITH a AS (SELECT address AS d, code FROM orders UNION ALL SELECT address, code FROM orders)
SELECT a.d.geo.lon FROM a JOIN users u ON u.user_id = a.code
-- scan: orders [address.geo.lon, code] (dynamic_filter)
-- scan: orders [address.geo.lon, code] (dynamic_filter)
-- scan: users [user_id] (dynamic_filter)

-- case: the fields of a struct by a star
SELECT address.* FROM orders
-- scan: orders [address.city, address.geo.lat, address.geo.lon]

-- case: the fields of a struct by a star, of which one is used
SELECT city FROM (SELECT (address).* FROM orders) t
-- scan: orders [address.city]

-- case: a star of what is no struct
SELECT code.* FROM orders
-- error: type_mismatch 1:8

-- case: a field that is not there
SELECT address.geo.lot FROM orders
-- error: unknown_column 1:8

-- case: a field of what is no struct
SELECT code.x FROM orders
-- error: unknown_column 1:8

-- case: an element of a map reads the map
SELECT attributes['color'], element_at(attributes, 'size') FROM orders
-- scan: orders [attributes]

-- case: a field of an element reads the array
SELECT lines[1].sku FROM orders
-- scan: orders [lines]

-- case: a lambda over an array beside a column
SELECT transform(lines, x -> x.units + quantity) FROM orders
-- scan: orders [lines, quantity]

-- case: lambdas with two parameters, one of them named as a column
SELECT map_filter(attributes, (code, v) -> v > code), reduce(lines, 0, (s, price) -> s + price.units, s -> s) FROM orders
-- scan: orders [attributes, lines]

-- case: a lambda in a lambda
SELECT transform(lines, x -> filter(tags, y -> y = x.sku)) FROM orders CROSS JOIN (SELECT tags FROM transactions) t
-- scan: orders [lines]
-- scan: transactions [tags] 3/3

-- case: IS NULL on a struct reads all of it
SELECT count(*) FROM orders WHERE address.geo IS NOT NULL
-- scan: orders [address.geo.lat, address.geo.lon]

-- case: a field of a row that is made
SELECT CAST(ROW(code, price) AS ROW(c VARCHAR, p DOUBLE)).p FROM orders
-- scan: orders [code, price]

-- case: a column with a dot in its name
SELECT "a.b" FROM dotted
-- scan: dotted ["a.b"] groups 4/4

-- case: a field whose path looks like that column
SELECT a.b FROM dotted
-- scan: dotted [a.b] groups 4/4

-- case: a field with a dot in its name
SELECT a."c.d" FROM dotted WHERE "a.b" = 5
-- scan: dotted ["a.b", a."c.d"] groups 1/4 (late_materialization)

-- case: a filter on one field leaves the others unread
SELECT address.geo.lon FROM orders WHERE address.geo.lat + 1 = 5
-- scan: orders [address.geo.lat, address.geo.lon] groups 10/10 (late_materialization)

-- case: a field by its number reads that leaf only
SELECT details[1], details[2][1] FROM transactions WHERE month = '01'
-- scan: transactions [details.a, details.b.c] 1/3
