import { describe, expect, test } from 'vitest';
import { errorView } from '../../../server/views/error-view.js';

const error = { code: 'syntax', message: 'Syntax error', line: 2, column: 8 };

describe('an error', () => {
  test('points at the word in its line', () => {
    const { excerpt, place } = errorView(error, 'SELECT 1;\nSELECT amuont, 2');
    expect(place?.text).toBe('line 2, column 8');
    expect(excerpt).toEqual({ before: 'SELECT ', marked: 'amuont', after: ', 2', caret: '       ^^^^^^' });
  });

  test('in a long line shows what is around the place', () => {
    const { excerpt } = errorView(
      { ...error, line: 1, column: 201 },
      `${'a,'.repeat(100)}wrong${',b'.repeat(100)}`,
    );
    expect(excerpt?.marked).toBe('wrong');
    expect(excerpt?.before).toMatch(/^…[a,]{48}$/);
    expect(excerpt?.after).toMatch(/^[,b]{48}…$/);
    expect(excerpt?.caret.indexOf('^')).toBe(excerpt?.before.length);
  });

  test('at the end of the text marks the place after it', () => {
    const { excerpt } = errorView({ ...error, line: 1, column: 8 }, 'SELECT ');
    expect(excerpt).toMatchObject({ before: 'SELECT ', marked: ' ', caret: '       ^' });
  });

  test('without a place has no excerpt', () => {
    expect(errorView({ ...error, line: null, column: null }, 'SELECT 1')).toMatchObject({
      place: null,
      excerpt: null,
    });
  });
});
