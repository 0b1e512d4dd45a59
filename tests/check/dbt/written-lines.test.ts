import { expect, test } from 'vitest';
import { writtenLines } from '../../../estimator/check/dbt/written-lines.js';

test('lines that are the same are found again, others go to the nearest above', () => {
  const raw = '{{ config() }}\n{% set x = 1 %}\nSELECT a,\n  b\nFROM {{ ref("t") }}\nWHERE x\n';
  const compiled = '\n\nSELECT a,\n  b\nFROM "db"."t"\nWHERE x';
  expect([1, 2, 3, 4, 5, 6, 99].map(writtenLines(compiled, raw))).toEqual([1, 1, 3, 4, 4, 6, 1]);
});

test('lines that are there twice decide nothing', () => {
  expect([1, 2, 3].map(writtenLines('a\nb\na', 'x\na\na\nb'))).toEqual([1, 4, 4]);
});
