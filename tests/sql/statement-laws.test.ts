// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of template tools are the subject here.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitStatements } from '../../estimator/sql/statement-split.js';
import { fillParameters } from '../../estimator/sql/statement-template.js';
import { originOf } from '../../estimator/sql/statement-text.js';

const words = [
  ...[
    'SELECT',
    'WITH',
    'CREATE',
    'EXTERNAL',
    'TABLE',
    'AS',
    'VIEW',
    'INSERT',
    'INTO',
    'UNLOAD',
    'TO',
    'EXPLAIN',
  ],
  ...[
    'ANALYZE',
    'PREPARE',
    'FROM',
    'EXECUTE',
    'USING',
    'MERGE',
    'WHEN',
    'MATCHED',
    'THEN',
    'UPDATE',
    'SET',
    'WHERE',
  ],
  ...[
    "'a'",
    "'",
    '"',
    '`',
    '(',
    ')',
    ',',
    ';',
    '.',
    '=',
    '?',
    '*',
    '--',
    '/*',
    '*/',
    '\n',
    ' ',
    '\\',
    '${',
    '{{',
    '}}',
  ],
  ...['{%', '%(', ')s', 't', 'a', '1', '😀', 'ß'],
];
const text = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(' '));

test('any text is split, without an exception, into statements in order that are pieces of it', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (sql) => {
      let before = 0;
      for (const statement of splitStatements(sql)) {
        const { start, end } = statement.span;
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(sql.slice(start, end)).toBe(statement.text);
        before = end;
      }
    }),
    { numRuns: 2000 },
  );
});

test('the query inside an envelope is the text at its origin', () => {
  fc.assert(
    fc.property(text, (sql) => {
      for (const statement of splitStatements(sql)) {
        if (!('query' in statement)) continue;
        const { query } = statement;
        expect(sql.startsWith(query.text, originOf(query, 0))).toBe(true);
      }
      expect(fillParameters(sql, {}).text).toBe(sql);
    }),
  );
});

// Quadratic work on a megabyte would take minutes: the runner's own limit tells it from linear work, not a stopwatch.
describe('a megabyte of anything ends', () => {
  test.each([
    ['quotes', "'"],
    ['open placeholders', '{{'],
    ['open dollars', '${'],
    ['open blocks', '{%'],
    ['parentheses', '('],
    ['comments', '/* */'],
    ['dashes', '-- \n'],
    ['statements', 'EXPLAIN CREATE TABLE a AS ;'],
    ['nested explains', 'EXPLAIN '],
    ['explains in one statement', `${'EXPLAIN '.repeat(30_000)};`],
    ['strings with placeholders', "'{{ a '}}' "],
    ['backslashes', "ALTER TABLE t '\\"],
  ])('%s', (_name, piece) => {
    const text = piece.repeat(Math.floor(1_000_000 / piece.length));
    const statements = splitStatements(text);
    expect(statements.every(({ span }) => span.start <= span.end && span.end <= text.length)).toBe(true);
  });
});
