-- case: every day up to now is a partition
SELECT a FROM daily
-- scan: daily [a] 41/41

-- case: a day without objects is a partition without bytes
SELECT a FROM daily WHERE dt = '2024/02/10'
-- scan: daily [a] 1/41

-- case: a day after now is none
SELECT a FROM daily WHERE dt > '2024/02/10'
-- scan: daily [a] 0/41

-- case: a function over a projected value
SELECT a FROM daily WHERE substr(dt, 1, 7) = '2024/02'
-- scan: daily [a] 10/41

-- case: the clock and the projection are the same
SELECT a FROM daily WHERE date_parse(dt, '%Y/%m/%d') >= current_date - INTERVAL '2' DAY
-- scan: daily [a] 3/41

-- case: three keys make their product
SELECT a FROM hourly
-- scan: hourly [a] 480/480

-- case: each key prunes in its own type
SELECT a FROM hourly WHERE region = 'eu-west-1' AND dt = DATE '2024-02-10' AND hour < 8
-- scan: hourly [a] 8/480

-- case: a condition over two keys
SELECT a FROM hourly WHERE region LIKE 'us%' AND date_add('hour', hour, CAST(dt AS timestamp)) >= TIMESTAMP '2024-02-10 20:00:00'
-- scan: hourly [a] 4/480

-- case: OR over two keys
SELECT a FROM hourly WHERE hour = 7 OR dt = DATE '2024-02-01'
-- scan: hourly [a] 66/480

-- case: a value outside of the projection
SELECT a FROM hourly WHERE region = 'ap-south-1'
-- scan: hourly [a] 0/480

-- case: an injected key by equality
SELECT a FROM tenants WHERE tenant = 'acme'
-- scan: tenants [a] 4/4

-- case: an injected key by IN
SELECT a FROM tenants WHERE tenant IN ('acme', 'nobody') AND month = '2024-01'
-- scan: tenants [a] 2/8

-- case: an injected key through a CTE
WITH t AS (SELECT tenant AS who, a FROM tenants) SELECT a FROM t WHERE who = 'acme'
-- scan: tenants [a] 4/4

-- case: an injected key without a value
SELECT a FROM tenants WHERE month = '2024-01'
-- error: invalid_projection 1:15

-- case: an injected key by LIKE
SELECT a FROM tenants WHERE tenant LIKE 'ac%'
-- error: invalid_projection 1:15

-- case: an injected key from a subquery
SELECT a FROM tenants WHERE tenant = (SELECT max(a) FROM daily)
-- error: invalid_projection 1:15

-- case: too many partitions
SELECT a FROM buckets
-- error: limit_exceeded 1:15

-- case: one of very many partitions
SELECT a FROM buckets WHERE n IN (500, 505)
-- scan: buckets [a] 1/100000000

-- case: partitions without known bytes
SELECT a FROM unlisted WHERE n < 4
-- scan: unlisted [a] 3/10 (size_unknown)

-- case: a projection without range is the error of its statement
SELECT a FROM daily WHERE dt = '2024/01/01'; SELECT a FROM without_range; SELECT a FROM daily WHERE dt = '2024/01/02'
-- scan: daily [a] 1/41
-- error: invalid_projection 1:60
-- scan: daily [a] 1/41

-- case: a key without type
SELECT a FROM without_type WHERE n = 1
-- error: invalid_projection 1:15

-- case: hours need a unit
SELECT a FROM without_unit
-- error: invalid_projection 1:15

-- case: switched off, folders are partitions
SELECT a FROM switched_off WHERE n = 1
-- scan: switched_off [a] 1/1
