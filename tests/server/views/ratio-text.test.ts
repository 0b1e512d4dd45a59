import { expect, test } from 'vitest';
import type { Interval } from '../../../estimator/report.js';
import { ratioText } from '../../../server/views/ratio-text.js';

const exactly = (figure: number): Interval => ({ low: figure, likely: figure, high: figure });
const unknown: Interval = { low: null, likely: null, high: null };

test.each<[string, Interval, Interval]>([
  ['1 ×', exactly(5), exactly(5)],
  ['1.4 ×', exactly(7), exactly(5)],
  ['1,200 ×', exactly(6_000), exactly(5)],
  ['about 1.4 ×', { low: 0, likely: 7, high: 9 }, exactly(5)],
  ['about 31 ×', exactly(155), { low: 0, likely: 5, high: 5 }],
  ['about 1 ×', { low: 0, likely: 5, high: 5 }, { low: 0, likely: 5, high: 5 }],
  ['about 2.0 ×', { low: null, likely: 10, high: 10 }, exactly(5)],
  ['from 0', exactly(5), exactly(0)],
  ['not known', unknown, exactly(5)],
  ['not known', exactly(5), unknown],
])('%s', (expected, figure, other) => {
  expect(ratioText(figure, other)).toBe(expected);
});
