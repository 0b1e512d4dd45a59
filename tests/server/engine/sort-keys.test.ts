import { describe, expect, test } from 'vitest';
import { engineWithoutTables } from './engine-without-tables.js';

/** What a name in ORDER BY stands for: in Athena first an output, in DuckDB's expressions first a column. */
const run = engineWithoutTables();

const numbers = 'FROM (VALUES 1, 2, 3) t(x)';

describe('an output hides a column of its name', () => {
  test.each([
    [`SELECT -x AS x ${numbers} ORDER BY x`, [-3, -2, -1]],
    [`SELECT -x AS x ${numbers} ORDER BY x + 0`, [-3, -2, -1]],
    [`SELECT -x AS X ${numbers} ORDER BY abs(x - 1) DESC`, [-3, -2, -1]],
    [`SELECT -x AS x ${numbers} ORDER BY t.x`, [-1, -2, -3]],
    [`SELECT -x AS x ${numbers} ORDER BY t.x + 0`, [-1, -2, -3]],
    [`SELECT -x AS x ${numbers} ORDER BY CASE WHEN x < -1 THEN 0 ELSE 1 END, x DESC`, [-2, -3, -1]],
    [`SELECT -x AS x ${numbers} ORDER BY 2 * x DESC LIMIT 1`, [-1]],
    [`SELECT -x AS y ${numbers} ORDER BY y + 2 * x`, [-1, -2, -3]],
    [`SELECT -sum(x) AS x ${numbers} GROUP BY t.x ORDER BY x + 0`, [-3, -2, -1]],
    [`SELECT -x AS y ${numbers} GROUP BY x ORDER BY sum(x), y + 1`, [-1, -2, -3]],
    [`SELECT v FROM (SELECT -x AS x, x AS v ${numbers} ORDER BY x + 0 LIMIT 1)`, [3]],
  ])('%s', async (sql, expected) => {
    expect((await run(sql)).rows.flat()).toEqual(expected);
  });
});

describe('refused', () => {
  test.each([
    `SELECT -x AS x, x AS x ${numbers} ORDER BY x + 0`,
    `SELECT *, -x AS x ${numbers} ORDER BY x + 0`,
    `SELECT max(x) AS x ${numbers} ORDER BY max(x)`,
    `SELECT -x AS x ${numbers} ORDER BY row_number() OVER (ORDER BY x)`,
    `SELECT x ${numbers} UNION ALL SELECT 5 ORDER BY x + 0`,
    `SELECT x ${numbers} ORDER BY (SELECT x)`,
  ])('%s', async (sql) => {
    await expect(run(sql)).rejects.toMatchObject({ code: 'not_faithful' });
  });
});
