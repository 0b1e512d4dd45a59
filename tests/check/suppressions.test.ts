import { expect, test } from 'vitest';
import { readSuppressions } from '../../estimator/check/suppressions.js';

test('a comment names rules and a reason', () => {
  const text = 'SELECT 1\n  -- athena-dryrun: ignore select-star, CROSS-JOIN budget -- it is -- fine  \n;';
  expect(readSuppressions(text)).toEqual({
    valid: [
      {
        offset: 11,
        line: 2,
        column: 3,
        rules: ['select-star', 'cross-join', 'budget'],
        reason: 'it is -- fine',
      },
    ],
    broken: [],
  });
});

test.each(['--', '—', '–'])('%s stands before the reason, in comments of both kinds', (dash) => {
  const said = `athena-dryrun: ignore select-star ${dash} all of it`;
  for (const text of [`-- ${said}`, `/* ${said} */ SELECT 1`, `/*\n ${said}\n*/ SELECT 1`]) {
    expect(readSuppressions(text)).toMatchObject({
      valid: [{ offset: 0, rules: ['select-star'], reason: 'all of it' }],
      broken: [],
    });
  }
});

test.each([
  ['ignore select-star', 'not said why select-star'],
  ['ignore select-star --', 'not said why select-star'],
  ['ignore select-star --  ', 'not said why select-star'],
  ['ignore -- because', 'No rule is named.'],
  ['ignore', 'No rule is named.'],
  ['', 'Nothing is not what this comment can say.'],
  ['skip select-star -- because', 'skip is not what this comment can say.'],
  ['ignore select-sta -- because', 'select-sta is no rule. Did you mean select-star?'],
  ['ignore total -- because', 'total is no rule.'],
])('%j suppresses nothing and says what is wrong', (directive, message) => {
  const { valid, broken } = readSuppressions(`-- athena-dryrun: ${directive}\nSELECT 1`);
  expect(valid).toEqual([]);
  expect(broken).toEqual([{ offset: 0, line: 1, column: 1, message: expect.stringContaining(message) }]);
});

test('strings, names and block comments are no comments of ours', () => {
  const text = `SELECT '-- athena-dryrun: ignore x', "-- athena-dryrun: ignore x" /* -- athena-dryrun: ignore x */ -- other`;
  expect(readSuppressions(text)).toEqual({ valid: [], broken: [] });
});
