import { expect, test } from 'vitest';
import { type ChangeStatement, readingQuery } from '../../estimator/sql/statement-reading.js';
import { splitStatements } from '../../estimator/sql/statement-split.js';
import { originOf } from '../../estimator/sql/statement-text.js';

function changeOf(text: string): ChangeStatement {
  const [statement] = splitStatements(text);
  const kind = statement?.kind;
  if (kind === 'delete' || kind === 'merge' || kind === 'optimize' || kind === 'update')
    return statement as ChangeStatement;
  throw new Error(`${text} was read as ${kind}`);
}

const columns = ['id', 'amount', 'Category'];

test.each([
  ['DELETE FROM d.t WHERE amount > 5', 'SELECT 1 FROM d.t WHERE amount > 5'],
  ['DELETE FROM t', 'SELECT 1 FROM t'],
  ["OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE category = 'x'", "SELECT * FROM t WHERE category = 'x'"],
  [
    'UPDATE t AS x SET amount = x.amount * 2, category = (SELECT max(c) FROM u) WHERE id = 1',
    'SELECT "x"."id", x.amount * 2, (SELECT max(c) FROM u) FROM t AS x WHERE id = 1',
  ],
  [
    'MERGE INTO d.t USING s ON t.id = s.id WHEN MATCHED AND s.gone THEN DELETE',
    'SELECT s.gone FROM d.t INNER JOIN s ON t.id = s.id',
  ],
  [
    `MERGE INTO t x USING (SELECT id, a, CASE WHEN a = 1 THEN 2 END AS b FROM s WHERE a IN (1, 2)) AS y ON x.id = y.id
     WHEN MATCHED THEN UPDATE SET amount = y.a, category = CASE WHEN y.a = 1 THEN 'n' ELSE concat('a', 'b') END
     WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (y.id, coalesce(y.a, 0))`,
    `SELECT "x"."id", y.a, CASE WHEN y.a = 1 THEN 'n' ELSE concat('a', 'b') END, y.id, coalesce(y.a, 0) FROM t x RIGHT JOIN ` +
      '(SELECT id, a, CASE WHEN a = 1 THEN 2 END AS b FROM s WHERE a IN (1, 2)) AS y ON x.id = y.id',
  ],
])('%s', (text, expected) => {
  expect(readingQuery(changeOf(text), columns).text).toBe(expected);
});

test('without known columns an update reads all', () => {
  expect(readingQuery(changeOf('UPDATE t SET amount = 1'), null).text).toBe('SELECT "t".*, 1 FROM t');
});

test('positions in the query are those of the statement', () => {
  const text = 'SELECT 1; UPDATE t SET amount = other + 1 WHERE wrong = 2';
  const [, update] = splitStatements(text);
  expect(update?.kind).toBe('update');
  if (update?.kind !== 'update') return;
  const query = readingQuery(update, columns);
  for (const word of ['other', 'wrong']) {
    expect(originOf(query, query.text.lastIndexOf(word))).toBe(text.lastIndexOf(word));
  }
});
