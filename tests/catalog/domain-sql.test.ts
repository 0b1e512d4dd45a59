import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { holdsOnly, mayHold } from '../../estimator/catalog/domain-sql.js';
import { quoteText } from '../../estimator/catalog/duckdb-session.js';
import type { Bound } from '../../estimator/scan/domain.js';
import { complementDomain, domainOf } from '../../estimator/scan/domain-algebra.js';

const texts = ["it's", '', 'a b', 'é', 'b', 'line\nbreak', 'nul\0l', '\u{1F600}'];

test.each([
  ['plain texts', texts.slice(0, 5)],
  ['texts with line breaks and NUL', texts],
])('%s that are excluded skip only row groups that hold nothing else', async (_, excluded) => {
  const points = excluded.map((value) => {
    const at: Bound = { value: { kind: 'varchar', value }, inclusive: true };
    return { low: at, high: at };
  });
  const domain = { ...complementDomain(domainOf(points, true)), nullAllowed: false };
  const chunks = [...excluded.map((text) => [text, text]), ['a', 'a'], ['', 'b'], ['c', 'd'], [null, null]];
  const literal = (text: string | null | undefined): string =>
    text == null ? 'NULL' : text.split('\0').map(quoteText).join(' || chr(0) || ');
  const rows = chunks.map(([low, high]) => `(${literal(low)}, ${literal(high)}, 0, 10)`).join(', ');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    `SELECT ${mayHold(domain, 0)} AS may, ${holdsOnly(domain, 0, 'VARCHAR')} AS only
     FROM (VALUES ${rows}) AS t(min_0, max_0, nulls_0, rows)`,
  );
  const none = excluded.map(() => false);
  expect(reader.getRowObjects().map(({ may }) => may)).toEqual([...none, true, true, true, true]);
  expect(reader.getRowObjects().map(({ only }) => only)).toEqual([...none, true, false, true, false]);
  connection.closeSync();
  instance.closeSync();
});
