/** A query to try, with what it shows. */
export interface Example {
  readonly name: string;
  /** What to look at when it is estimated. */
  readonly teaches: string;
  /** Whether the text is the plan's own (day 23), to the letter. */
  readonly isOfPlan: boolean;
  readonly sql: string;
}

/** The plan's statements first, then queries whose bill surprises. */
export const examples: readonly Example[] = [
  {
    name: 'One month by category',
    teaches: 'A filter on partition keys, three columns of six.',
    isOfPlan: true,
    sql: `SELECT
    category,
    COUNT(*) as total_transactions,
    SUM(amount) as total_amount,
    AVG(amount) as avg_amount,
    SUM(CASE WHEN is_fraud THEN 1 ELSE 0 END) as fraud_count
FROM transactions
WHERE year = '2024' AND month = '01'
GROUP BY category
ORDER BY total_amount DESC;`,
  },
  {
    name: 'Features by user (CTAS)',
    teaches: 'A CTAS pays for its SELECT; fraud_rate divides integers.',
    isOfPlan: true,
    sql: `CREATE TABLE ml_features AS
SELECT
    user_id,
    COUNT(*) as transaction_count,
    AVG(amount) as avg_amount,
    STDDEV(amount) as std_amount,
    MAX(amount) as max_amount,
    SUM(CASE WHEN is_fraud THEN 1 ELSE 0 END) / COUNT(*) as fraud_rate
FROM transactions
GROUP BY user_id;`,
  },
  {
    name: 'Create the table',
    teaches: 'DDL scans nothing and costs nothing.',
    isOfPlan: true,
    sql: `CREATE EXTERNAL TABLE IF NOT EXISTS transactions (
    transaction_id STRING,
    user_id STRING,
    amount DOUBLE,
    category STRING,
    is_fraud BOOLEAN
)
PARTITIONED BY (year STRING, month STRING, day STRING)
STORED AS PARQUET
LOCATION 's3://bucket/processed/transactions/'
TBLPROPERTIES ('parquet.compression'='SNAPPY');`,
  },
  {
    name: 'Find the partitions',
    teaches: 'MSCK REPAIR lists objects; it scans none.',
    isOfPlan: true,
    sql: 'MSCK REPAIR TABLE transactions;',
  },
  {
    name: 'SELECT * of one user',
    teaches: 'All columns. Compare: sorted by user skips row groups.',
    isOfPlan: false,
    sql: `SELECT *
FROM transactions
WHERE user_id = 'USER42';`,
  },
  {
    name: 'One hour',
    teaches: 'The filter is on a column, not on a partition key: no partition is pruned.',
    isOfPlan: false,
    sql: `SELECT count(*) AS transactions, avg(amount) AS avg_amount
FROM transactions
WHERE event_time BETWEEN TIMESTAMP '2024-03-10 12:00:00' AND TIMESTAMP '2024-03-10 13:00:00';`,
  },
  {
    name: 'LIMIT 10',
    teaches: 'The plan says LIMIT scans less. Maybe: it is a range.',
    isOfPlan: false,
    sql: `SELECT *
FROM transactions
LIMIT 10;`,
  },
  {
    name: 'Self join',
    teaches: 'A table named twice is read twice.',
    isOfPlan: false,
    sql: `SELECT this_month.user_id, this_month.amount AS january, next_month.amount AS february
FROM transactions AS this_month
JOIN transactions AS next_month ON this_month.transaction_id = next_month.transaction_id
WHERE this_month.month = '01' AND next_month.month = '02';`,
  },
  {
    name: 'count(*)',
    teaches: 'In Parquet the footers know; in CSV every byte is read.',
    isOfPlan: false,
    sql: 'SELECT count(*) FROM transactions;',
  },
  {
    name: 'Average of five minutes',
    teaches:
      'The window of the plan’s stream, as a query. One day is one partition by day, a month by month.',
    isOfPlan: false,
    sql: `SELECT date_trunc('hour', event_time) + (minute(event_time) / 5) * INTERVAL '5' MINUTE AS window_start,
    category, avg(amount) AS avg_amount, count(*) AS transactions
FROM transactions
WHERE year = '2024' AND month = '01' AND day = '15'
GROUP BY 1, 2
ORDER BY 1, 2;`,
  },
  {
    name: 'Anomaly score',
    teaches: 'A stand-in for the plan’s random cut forest: how many deviations from the user’s mean.',
    isOfPlan: false,
    sql: `SELECT transaction_id, user_id, amount,
    abs(amount - avg(amount) OVER (PARTITION BY user_id)) / stddev(amount) OVER (PARTITION BY user_id) AS score
FROM transactions
WHERE year = '2024' AND month = '01'
ORDER BY score DESC
LIMIT 20;`,
  },
];
