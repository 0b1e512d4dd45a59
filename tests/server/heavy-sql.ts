/**
 * A run that no deadline of the tests waits for, whatever the machine: 3,000 rows make 81,000,000,000,000. The
 * condition wants a row of each table, so that no join of fewer fills the memory.
 */
export const endlessRun =
  'SELECT count(*) FROM transactions a, transactions b, transactions c, transactions d WHERE a.amount + b.amount + c.amount + d.amount < 0';

/** A text of 60 kB whose estimate takes a minute: a table read 256 times, each with 4,000 conditions. */
export const endlessEstimate = doubled(
  8,
  Array.from({ length: 4_000 }, (_, index) => `amount < ${index}`).join(' AND '),
);

/** Each common table reads the one before it twice. */
function doubled(levels: number, condition: string): string {
  const tables = Array.from({ length: levels }, (_, level) => {
    const source = level === 0 ? 'transactions' : `c${level - 1}`;
    return `c${level} AS (SELECT * FROM ${source} UNION ALL SELECT * FROM ${source})`;
  });
  return `WITH ${tables.join(', ')} SELECT count(*) FROM c${levels - 1} WHERE ${condition}`;
}
