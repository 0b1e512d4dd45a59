/** The layout of the built-in datasets that is asked. */
export const planLayout = 'parquet_snappy_by_month';

/** The SELECT of the plan. */
export const planSelect = `SELECT category, COUNT(*) AS total_transactions, SUM(amount) AS total_amount
FROM transactions WHERE year = '2024' AND month = '01' GROUP BY category ORDER BY total_amount DESC`;
