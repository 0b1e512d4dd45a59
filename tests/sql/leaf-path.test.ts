import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldPath, leafPath, namesOf } from '../../estimator/sql/leaf-path.js';

describe('leaf paths', () => {
  test('a column with a dot is not the field of a struct', () => {
    expect(leafPath(['a', 'b'])).toBe('a.b');
    expect(leafPath(['a.b'])).toBe('"a.b"');
    expect(fieldPath('a', 'c.d')).toBe('a."c.d"');
    expect(fieldPath('', '')).toBe('""');
  });

  test('names come back as they were', () => {
    const names = fc.array(fc.string({ unit: fc.constantFrom('a', '.', '"', ' ') }), { minLength: 1 });
    fc.assert(
      fc.property(names, (each) => {
        expect(namesOf(leafPath(each))).toEqual(each);
      }),
    );
  });
});
