import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { layouts } from '../../datasets/layouts.js';
import { isInside } from '../oracle/measure-layouts.js';
import { measuredQueries } from '../oracle/measured-queries.js';
import { scoreboardPages } from './pages.js';
import { isReplayed } from './replay-source.js';
import { type Score, score } from './score.js';

let scored: Score;

beforeAll(async () => {
  scored = await score();
});

test.each(Object.keys(measuredQueries))('low <= measured <= high on every layout: %s', (name) => {
  const ofQuery = scored.measured.filter(({ query }) => query === name);
  const names = layouts.map((layout) => layout.name).filter((layout) => layout !== 'raw');
  expect(ofQuery.map(({ layout }) => layout).sort()).toEqual(names.sort());
  expect(ofQuery.filter((each) => !isInside(each))).toEqual([]);
});

describe('published scans', () => {
  test('are 115, each of them replayed or left out for a reason', () => {
    expect(scored.published).toHaveLength(115);
    const leftOut = scored.published.flatMap((each) => (isReplayed(each) ? [] : [each.plan.leftOut]));
    expect(leftOut.filter((reason) => reason.length < 20)).toEqual([]);
  });

  test('that are replayed lie inside the estimates', () => {
    const outside = scored.published.filter((each) => isReplayed(each) && each.verdict === 'outside');
    expect(outside).toEqual([]);
  });
});

/** `npm run scoreboard` writes what is old. */
test('the README and docs/scoreboard.md say how it stands', () => {
  for (const { path, text } of scoreboardPages(scored)) {
    expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(text);
  }
});
