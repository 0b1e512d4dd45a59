/** What is asked of the table of `writeManyObjects`, by what has to be read for it. */
export const manyObjectsQueries: Readonly<Record<string, string>> = {
  'three columns of one day': "SELECT c0, c1, sum(c6) FROM events WHERE day = '2018-01-03' GROUP BY c0, c1",
  'three columns of every second partition': `SELECT c0, c1, sum(c6) FROM events
    WHERE date_parse(day, '%Y-%m-%d') >= timestamp '2018-01-01 00:00:00' AND cast(shard AS integer) % 2 = 0 GROUP BY c0, c1`,
  'every column, filtered by one': 'SELECT * FROM events WHERE c0 > 1999000',
};
