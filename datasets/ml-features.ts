/**
 * The plan's `CREATE TABLE ml_features AS SELECT ...` (day 23) as Athena computes it, in DuckDB's words: integer
 * divided by integer is an integer (`//`), so `fraud_rate` is 0 for every user with one honest transaction; counts
 * are BIGINT. The rows are in the order of `user_id` where Athena promises none.
 */
export function mlFeaturesSql(transactions: string): string {
  return `
    SELECT
      user_id,
      count(*) AS transaction_count,
      avg(amount) AS avg_amount,
      stddev(amount) AS std_amount,
      max(amount) AS max_amount,
      (sum(CASE WHEN is_fraud THEN 1 ELSE 0 END) // count(*))::BIGINT AS fraud_rate
    FROM ${transactions}
    GROUP BY user_id
    ORDER BY user_id`;
}
