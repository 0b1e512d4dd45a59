-- case: columns of objects with unknown footers
SELECT customer.address.city FROM orders WHERE dt = DATE '2024-01-01'
-- scan: orders [customer.address.city] 1/2 (size_per_column_unknown)

-- case: names are lower case
SELECT ID FROM orders WHERE dt < DATE '2024-01-02'
-- scan: orders [id] 1/2 (size_per_column_unknown)

-- case: a partition of another format is read whole
SELECT id FROM orders WHERE dt = DATE '2024-01-02'
-- scan: orders [id] 1/2

-- case: what is not registered is not read
SELECT id FROM orders WHERE dt = DATE '2024-01-03'
-- scan: orders [id] 0/2

-- case: an array is read whole
SELECT l.sku FROM orders CROSS JOIN UNNEST(lines) AS l (sku, price) WHERE dt = DATE '2024-01-01'
-- scan: orders [lines] 1/2 (size_per_column_unknown)

-- case: row formats need no footer
SELECT url FROM clicks
-- scan: clicks [url]

-- case: a view of Glue has the names of its own columns
SELECT buyer FROM late_orders
-- scan: orders [customer.name] 1/2

-- case: a view of Glue does not have the names of its query
SELECT name FROM late_orders
-- error: unknown_column 1:8

-- case: an Iceberg table without its metadata is bounded
SELECT a FROM iceberg_table
-- scan: iceberg_table [a] (size_per_column_unknown)

-- case: a link is the table that it links to
SELECT url FROM linked
-- scan: clicks [url]
