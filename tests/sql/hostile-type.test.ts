import { describe, expect, test } from 'vitest';
import { formatType } from '../../estimator/sql/format-type.js';
import { parseType } from '../../estimator/sql/type.js';

describe('types that no engine has are other types, of which nothing is known', () => {
  test.each([
    'decimal(39,0)',
    'decimal(9,10)',
    'decimal(0,0)',
    'array<',
    'array<int',
    'map<int>',
    'struct<>',
    'array<decimal(50,60)',
    '',
  ])('%j', (text) => {
    expect(parseType(text)).toEqual({ kind: 'other', text });
  });

  test('inside another type too', () => {
    expect(parseType('array<decimal(50,60)>')).toEqual({
      kind: 'array',
      element: { kind: 'other', text: 'decimal(50,60)' },
    });
  });

  test.each(['array<', 'struct<a:', 'map<int,', 'row(a '])('%s nested 200,000 deep', (open) => {
    const close = open.includes('(') ? ')' : '>';
    const nested = (levels: number): string => `${open.repeat(levels)}int${close.repeat(levels)}`;
    expect(parseType(nested(200_000))).toEqual({ kind: 'other', text: 'more than 100 levels' });
    expect(formatType(parseType(nested(100)))).toContain('int');
    expect(parseType(nested(100)).kind).not.toBe('other');
  });
});
