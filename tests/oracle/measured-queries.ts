/** Queries that Athena and DuckDB read alike, the plan's first. Each runs on every layout. */
export const measuredQueries: Readonly<Record<string, string>> = {
  'the SELECT of the plan': `SELECT category, COUNT(*) AS total_transactions, SUM(amount) AS total_amount, AVG(amount) AS avg_amount,
    SUM(CASE WHEN is_fraud THEN 1 ELSE 0 END) AS fraud_count FROM transactions
    WHERE year = '2024' AND month = '01' GROUP BY category ORDER BY total_amount DESC`,
  'the SELECT inside the CTAS of the plan': `SELECT user_id, COUNT(*) AS transaction_count, AVG(amount) AS avg_amount,
    STDDEV(amount) AS std_amount, MAX(amount) AS max_amount,
    SUM(CASE WHEN is_fraud THEN 1 ELSE 0 END) / COUNT(*) AS fraud_rate FROM transactions GROUP BY user_id`,
  'one column': 'SELECT sum(amount) FROM transactions',
  'two columns': 'SELECT category, sum(amount) FROM transactions GROUP BY category',
  'every column': 'SELECT * FROM transactions',
  'a partition by OR': "SELECT sum(amount) FROM transactions WHERE month = '01' OR month = '07'",
  'a partition by IN': "SELECT sum(amount) FROM transactions WHERE month IN ('02', '03')",
  'one day': "SELECT sum(amount) FROM transactions WHERE year = '2024' AND month = '05' AND day = '17'",
  'a category': "SELECT sum(amount) FROM transactions WHERE category = 'food'",
  'a user': "SELECT sum(amount) FROM transactions WHERE user_id = 'USER5'",
  'a user that is not there': "SELECT count(transaction_id) FROM transactions WHERE user_id = 'USER5x'",
  'a week': `SELECT sum(amount) FROM transactions
    WHERE event_time >= TIMESTAMP '2024-03-01 00:00:00' AND event_time < TIMESTAMP '2024-03-08 00:00:00'`,
  'a range that holds nothing':
    "SELECT sum(amount) FROM transactions WHERE event_time > TIMESTAMP '2030-01-01 00:00:00'",
  'amounts between': 'SELECT user_id FROM transactions WHERE amount BETWEEN 100 AND 101',
  'two filters': "SELECT transaction_id FROM transactions WHERE amount > 999 AND user_id > 'USER9'",
  'a negated filter': "SELECT count(user_id) FROM transactions WHERE NOT (category = 'food')",
  'is not null': 'SELECT count(*) FROM transactions WHERE user_id IS NOT NULL',
  having: 'SELECT category FROM transactions GROUP BY category HAVING sum(amount) > 10',
  distinct: 'SELECT DISTINCT category FROM transactions',
  'a self join':
    'SELECT count(*) FROM transactions a JOIN transactions b ON a.transaction_id = b.transaction_id AND a.user_id = b.user_id',
  'a join with the features': `SELECT t.category, avg(f.avg_amount) FROM transactions t JOIN ml_features f ON t.user_id = f.user_id
    WHERE f.transaction_count > 3 GROUP BY 1`,
  'a left join':
    'SELECT count(f.max_amount) FROM transactions t LEFT JOIN ml_features f ON t.user_id = f.user_id',
  'the same table in two subqueries': `SELECT (SELECT max(amount) FROM transactions WHERE month = '02'),
    (SELECT min(user_id) FROM transactions WHERE month = '02')`,
  'a union': `SELECT sum(amount) FROM (SELECT amount FROM transactions WHERE month = '01'
    UNION ALL SELECT max_amount FROM ml_features) u`,
  'a subquery':
    'SELECT max(total) FROM (SELECT user_id, sum(amount) AS total FROM transactions GROUP BY user_id) t',
  'in a subquery':
    'SELECT sum(amount) FROM transactions WHERE user_id IN (SELECT user_id FROM ml_features WHERE max_amount > 999)',
  'a scalar subquery':
    'SELECT count(amount) FROM transactions WHERE amount >= (SELECT max(max_amount) FROM ml_features)',
  'a window':
    'SELECT max(r) FROM (SELECT rank() OVER (PARTITION BY category ORDER BY amount) AS r FROM transactions) t',
  'order by and limit': 'SELECT user_id, amount FROM transactions ORDER BY amount DESC LIMIT 10',
  limit: 'SELECT user_id, amount FROM transactions LIMIT 10',
};
