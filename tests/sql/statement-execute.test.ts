import { expect, test } from 'vitest';
import type { Statement } from '../../estimator/sql/statement.js';
import { executedStatement } from '../../estimator/sql/statement-execute.js';
import { splitStatements } from '../../estimator/sql/statement-split.js';
import { originOf } from '../../estimator/sql/statement-text.js';

function execute(text: string) {
  const statements = splitStatements(text);
  const last = statements.at(-1) as Statement;
  if (last.kind !== 'execute') throw new Error(`${text} ends with ${last.kind}`);
  return executedStatement(last, statements.slice(0, -1), text);
}

test('parameters stand in the place of the question marks, by position', () => {
  const text =
    "PREPARE p FROM SELECT a, '?' FROM t WHERE b = ? AND c IN (?, 1); EXECUTE p USING 'x; y', 1 + 2";
  const { statement, text: filled } = execute(text);
  expect(statement.kind).toBe('select');
  expect(filled.text).toBe("SELECT a, '?' FROM t WHERE b = ('x; y') AND c IN ((1 + 2), 1)");
  expect(originOf(filled, filled.text.indexOf('c IN'))).toBe(text.indexOf('c IN'));
  expect(originOf(filled, filled.text.indexOf('1 + 2'))).toBe(text.indexOf('1 + 2'));
});

test('the last PREPARE of the name counts', () => {
  const text =
    "PREPARE p FROM SELECT 1; PREPARE P FROM UNLOAD (SELECT 2) TO 's3://b/'; PREPARE q FROM SELECT 3; EXECUTE p";
  expect(execute(text).statement.kind).toBe('unload');
});

test.each([
  ['EXECUTE p', 'unsupported_statement'],
  ['PREPARE p FROM SELECT 1; DEALLOCATE PREPARE p; EXECUTE p', 'unsupported_statement'],
  ['PREPARE p FROM SELECT ?; EXECUTE p', 'syntax'],
  ['PREPARE p FROM SELECT 1; EXECUTE p USING 1, 2', 'syntax'],
])('%s', (text, code) => {
  expect(() => execute(text)).toThrow(expect.objectContaining({ code }));
});
