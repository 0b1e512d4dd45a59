import { expect, test } from 'vitest';
import { readCatalogSource } from '../../estimator/catalog/read-catalog-source.js';

test.each(['', '  '])('%j, of a variable that is not set, is no path', (text) => {
  expect(() => readCatalogSource(text)).toThrow(expect.objectContaining({ code: 'usage' }));
});

test.each([
  ['data', null, 'data'],
  ['lake=data/lake', 'lake', 'data/lake'],
  ['lake=a=b', 'lake', 'a=b'],
  ['./a=b', null, './a=b'],
  ['/x/year=2024', null, '/x/year=2024'],
  ['=x', null, '=x'],
  ['lake=', null, 'lake='],
])('%s', (text, database, path) => {
  expect(readCatalogSource(text)).toEqual({ database, path });
});
