/** A text that is asked again and again, each time with another name of seven characters in the place of `{name}`. */
export type LoadText = (name: string) => string;

/** What people type: small and large, cheap and dear, also what cannot be estimated. */
export const estimateTexts: readonly LoadText[] = [
  (name) => `SELECT sum(amount) AS ${name} FROM transactions`,
  (name) => `SELECT * FROM transactions WHERE year = '2024' AND month = '01' AND category = '${name}'`,
  (name) => `SELECT category, count(*) AS ${name} FROM transactions WHERE month IN ('01', '02') GROUP BY 1`,
  (name) => `SELECT a.user_id AS ${name} FROM transactions a JOIN transactions b ON a.user_id = b.user_id`,
  (name) => `SELECT ${name} FROM transactions`,
  (name) =>
    `WITH ${name} AS (SELECT * FROM transactions WHERE is_fraud) SELECT user_id FROM ${name} LIMIT 10`,
  (name) =>
    `SELECT user_id, avg(amount) OVER (PARTITION BY user_id) AS ${name} FROM transactions WHERE amount > 500`,
  (name) => `CREATE TABLE ${name} AS SELECT user_id, max(amount) AS top FROM transactions GROUP BY user_id`,
];

/** A few seconds of work on all cores, over the built-in data. */
export const heavyRun: LoadText = (name) =>
  `SELECT count(*) AS ${name} FROM transactions a JOIN transactions b ON a.user_id = b.user_id AND a.amount < b.amount`;
