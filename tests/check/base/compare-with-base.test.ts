import { expect, test } from 'vitest';
import type { Base, BaseFile } from '../../../estimator/check/base/base.js';
import { compareWithBase } from '../../../estimator/check/base/compare-with-base.js';
import { judgeIncrease } from '../../../estimator/check/base/judge-increase.js';
import type { FileSummary } from '../../../estimator/check/check-report.js';
import type { Increase } from '../../../estimator/check/check-settings.js';
import { settingsOf } from '../../../estimator/config/settings-of.js';
import { exactly, unknownInterval } from '../../../estimator/pricing/interval.js';
import { priceFor } from '../../../estimator/pricing/price-for.js';
import type { Interval } from '../../../estimator/report.js';

const price = priceFor('us-east-1');

function file(name: string, text: string, bytes: Interval): FileSummary & BaseFile {
  const usd = bytes.likely === null ? unknownInterval : exactly(bytes.likely / 1000);
  return {
    file: name,
    sha256: text,
    firstStatement: 0,
    statements: 1,
    bytesScanned: bytes,
    usd,
    usdPerMonth: null,
  };
}

function base(files: readonly BaseFile[], changes: Partial<Base> = {}): Base {
  return { name: 'main', catalog: 'lake', price, engine: 'athena', files, renames: new Map(), ...changes };
}

function compare(head: readonly FileSummary[], before: Base) {
  return compareWithBase({ files: head, catalog: 'lake', price, engine: 'athena' }, before);
}

test('files are paired by name, by git’s renames, and by the same text', () => {
  const { changes, unchanged, total } = compare(
    [
      file('same.sql', 'a', exactly(1000)),
      file('changed.sql', 'b2', exactly(5000)),
      file('moved.sql', 'c', exactly(100)),
      file('moved-and-changed.sql', 'd2', exactly(200)),
      file('new.sql', 'e', exactly(10)),
    ],
    base(
      [
        file('same.sql', 'a', exactly(1000)),
        file('changed.sql', 'b', exactly(3000)),
        file('old/moved.sql', 'c', exactly(100)),
        file('old/changed.sql', 'd', exactly(100)),
        file('gone.sql', 'f', exactly(50)),
      ],
      { renames: new Map([['moved-and-changed.sql', 'old/changed.sql']]) },
    ),
  );
  const brief = changes.map(({ status, file, baseFile, isSameText, bytesScanned }) =>
    [status, baseFile, file, isSameText, bytesScanned.delta.likely].filter((part) => part !== undefined),
  );
  expect(brief).toEqual([
    ['changed', 'changed.sql', false, 2000],
    ['renamed', 'old/changed.sql', 'moved-and-changed.sql', false, 100],
    ['added', 'new.sql', null, 10],
    ['renamed', 'old/moved.sql', 'moved.sql', true, 0],
    ['removed', 'gone.sql', null, -50],
  ]);
  expect(unchanged).toBe(1);
  expect(total.bytesScanned).toEqual({
    base: exactly(4250),
    head: exactly(6310),
    delta: exactly(2060),
  });
  expect(total).not.toHaveProperty('usdPerMonth');
});

test('one base file is renamed once only', () => {
  const { changes } = compare(
    [file('b.sql', 'same', exactly(1)), file('c.sql', 'same', exactly(1))],
    base([file('a.sql', 'same', exactly(1))]),
  );
  expect(changes.map(({ status, file }) => `${status} ${file}`).sort()).toEqual([
    'added c.sql',
    'renamed b.sql',
  ]);
});

test('the difference of ranges is as wide as both allow; what did not change does not widen the total', () => {
  const range = { low: 10, likely: 20, high: 40 };
  const { changes, total } = compare(
    [file('a.sql', 'a2', range), file('b.sql', 'b', range)],
    base([file('a.sql', 'a', { low: 5, likely: 10, high: 15 }), file('b.sql', 'b', range)]),
  );
  expect(changes[0]?.bytesScanned.delta).toEqual({ low: -5, likely: 10, high: 35 });
  expect(total.bytesScanned.delta).toEqual({ low: -5, likely: 10, high: 35 });
});

test('what is not known is in no sum, and comes first', () => {
  const { changes, notCompared, total } = compare(
    [file('a.sql', 'a2', exactly(9)), file('b.sql', 'b2', unknownInterval)],
    base([file('a.sql', 'a', exactly(1)), file('b.sql', 'b', exactly(1))]),
  );
  expect(changes.map(({ file }) => file)).toEqual(['b.sql', 'a.sql']);
  expect(changes[0]?.bytesScanned.delta.likely).toBeNull();
  expect({ notCompared, delta: total.bytesScanned.delta.likely }).toEqual({ notCompared: 1, delta: 8 });
});

test('what differs besides the SQL is named', () => {
  const before = base([], { catalog: 'lake-2023', engine: 'trino', price: { ...price, usdPerTerabyte: 6 } });
  expect(compare([], before).differences).toEqual([
    'catalog: lake-2023 in the base, lake now',
    'dollars a terabyte: 6 in the base, 5 now',
    'engine: trino in the base, athena now',
  ]);
});

const bytes = (value: number): Increase['absolute'] => ({ unit: 'bytes', value });

test.each<[string, Increase, Interval, Interval, readonly string[]]>([
  ['over the percentage', { percent: 20, absolute: null }, exactly(100), exactly(121), ['fail', 'fail']],
  ['at the percentage', { percent: 20, absolute: null }, exactly(100), exactly(120), []],
  ['less', { percent: 20, absolute: null }, exactly(100), exactly(20), []],
  ['over the amount', { percent: null, absolute: bytes(20) }, exactly(100), exactly(121), ['fail', 'fail']],
  ['at the amount', { percent: null, absolute: bytes(20) }, exactly(100), exactly(120), []],
  ['over one of both', { percent: 20, absolute: bytes(50) }, exactly(100), exactly(140), []],
  ['over both', { percent: 20, absolute: bytes(50) }, exactly(100), exactly(151), ['fail', 'fail']],
  ['from nothing', { percent: 20, absolute: null }, exactly(0), exactly(1), ['fail', 'fail']],
  [
    'in dollars',
    { percent: null, absolute: { unit: 'usd', value: 1 } },
    exactly(100),
    exactly(1200),
    ['fail', 'fail'],
  ],
  ['now not known', { percent: 20, absolute: null }, exactly(100), unknownInterval, ['fail', 'fail']],
  ['not known before', { percent: 20, absolute: null }, unknownInterval, exactly(100), ['warn', 'fail']],
])('%s', (_, increase, before, now, levels) => {
  const comparison = compare([file('a.sql', 'a2', now)], base([file('a.sql', 'a', before)]));
  const settings = { ...settingsOf({}, { budget: [], unknown: 'fail' }), increase };
  expect(judgeIncrease(comparison, settings).map(({ level }) => level)).toEqual(levels);
});

test('a new file counts in the whole, not on its own', () => {
  const comparison = compare(
    [file('a.sql', 'a', exactly(100)), file('b.sql', 'b', exactly(100))],
    base([file('a.sql', 'a', exactly(100))]),
  );
  const settings = { ...settingsOf({}, { budget: [] }), increase: { percent: 50, absolute: null } };
  expect(judgeIncrease(comparison, settings)).toMatchObject([
    {
      file: null,
      level: 'fail',
      message: 'Everything together grew from 100 B to 200 B, by 100 %: over the limit of 50 % against main.',
    },
  ]);
});
