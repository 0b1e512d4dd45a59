import type { RowOrder } from './layouts.js';

/**
 * ORDER BY of each order that is made by sorting. Rows that tie in all of it are the same row, so the bytes of the
 * files don't depend on how a sort breaks ties.
 */
export const rowOrders: Record<Exclude<RowOrder, 'arrival'>, string> = {
  shuffled: `md5_number_lower(concat_ws(':', transaction_id, user_id, amount, category, event_time, is_fraud)),
    ${everyColumn('event_time')}`,
  time: everyColumn('event_time'),
  user: everyColumn('user_id', 'event_time'),
};

function everyColumn(...first: readonly string[]): string {
  const rest = ['event_time', 'user_id', 'transaction_id', 'amount', 'category', 'is_fraud'];
  return [...first, ...rest.filter((column) => !first.includes(column))].join(', ');
}
