import { beforeAll, expect, test } from 'vitest';
import { layouts } from '../../datasets/layouts.js';
import { type MeasuredCase, measureLayouts } from './measure-layouts.js';
import { measuredQueries } from './measured-queries.js';

let cases: readonly MeasuredCase[];

beforeAll(async () => {
  cases = await measureLayouts();
});

test.each(Object.keys(measuredQueries))('low <= measured <= high on every layout: %s', (name) => {
  const ofQuery = cases.filter(({ query }) => query === name);
  const wrong = ofQuery.filter(({ estimate, measuredBytes }) => {
    const { low, high } = estimate.bytesScanned;
    return !(
      low !== null &&
      high !== null &&
      measuredBytes !== null &&
      low <= measuredBytes &&
      measuredBytes <= high
    );
  });
  expect(wrong).toEqual([]);
  expect(ofQuery.map(({ layout }) => layout).sort()).toEqual(
    layouts
      .map((layout) => layout.name)
      .filter((layout) => layout !== 'raw')
      .sort(),
  );
});
