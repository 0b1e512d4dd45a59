import { sqlText } from './sql-text.js';

/** The plan's categories, drawn evenly. */
const categories = ['food', 'transport', 'shopping', 'entertainment'] as const;

const firstInstantMs = Date.UTC(2024, 0, 1);
export const yearMs = Date.UTC(2025, 0, 1) - firstInstantMs;

export interface ProducerSettings {
  readonly rows: number;
  readonly seed: number;
}

/**
 * SQL for the card transactions of the plan (days 16 and 20), one row a transaction, in the order sent.
 *
 * The random numbers of row i are the 128 bits of MD5("seed:i"), cut by integer division, so a row depends on
 * nothing but its number and the seed: any chunk can be made alone, on any number of threads, in any language.
 * (MD5 for its definition, not for secrecy; the bias of the remainders is under 2^-20.)
 *
 * Row i falls at a random instant of the i-th of `rows` equal slots of 2024, so instants never go backwards and no
 * part of the year is empty. 2^63 / yearMs leaves room for 290 million rows.
 */
export function producerSql({ rows, seed }: ProducerSettings): string {
  const prefix = sqlText(`${seed}:`);
  const categoryList = categories.map(sqlText).join(', ');
  return `
    SELECT
      sequence,
      'TX' || (10000 + low % 90000) AS transaction_id,
      'USER' || (1 + low // 90000 % 1000) AS user_id,
      (1000 + low // 90000000 % 99001) / 100.0 AS amount,
      [${categoryList}][1 + (high % 4)::BIGINT] AS category,
      ${firstInstantMs} + (sequence * ${yearMs} + (high // 200 % ${yearMs})::BIGINT) // ${rows} AS timestamp_ms,
      high // 4 % 50 = 0 AS is_fraud
    FROM (
      SELECT
        range AS sequence,
        md5_number_lower(${prefix} || range) AS low,
        md5_number_upper(${prefix} || range) AS high
      FROM range(${rows})
    )`;
}
