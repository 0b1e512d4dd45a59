import { expect, test } from 'vitest';
import { nearestName } from '../estimator/nearest-name.js';

test.each([
  ['amuont', ['amount', 'category'], 'amount'],
  ['AMOUNT', ['amount'], 'amount'],
  ['dt', ['ds', 'region'], 'ds'],
  ['x', ['a', 'b'], null],
  ['nothing', ['amount'], null],
  ['', ['a'], null],
])('%s among %j is %s', (name, known, nearest) => {
  expect(nearestName(name, known)).toBe(nearest);
});
