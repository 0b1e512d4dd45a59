import { describe, expect, test } from 'vitest';
import { readProjection } from '../../estimator/projection/read-projection.js';
import { parseType } from '../../estimator/sql/type.js';

const clock = { nowMicros: BigInt(Date.parse('2024-03-31T12:34:56.789Z')) * 1000n };

/** The projection of one key `k`. */
function project(
  properties: Readonly<Record<string, string>>,
  type = 'string',
  template: string | null = null,
) {
  const own = Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [`projection.k.${name}`, value]),
  );
  const table = { name: 't', partitionKeys: [{ name: 'k', type: parseType(type) }] };
  const [key] = readProjection(table, { properties: own, root: '/', template }, clock);
  if (key === undefined) throw new Error('no key');
  return key;
}

function texts(properties: Readonly<Record<string, string>>, type?: string): readonly string[] {
  return [...project(properties, type).values()].map(({ text }) => text);
}

describe('enum', () => {
  test('is its list, in which white space counts', () => {
    expect(texts({ type: 'enum', values: 'a,b c, d' })).toEqual(['a', 'b c', ' d']);
    expect(texts({ type: 'ENUM', values: '1,02,1' }, 'int')).toEqual(['1', '02']);
  });
});

describe('integer', () => {
  test.each([
    [{ range: '1,5' }, ['1', '2', '3', '4', '5']],
    [{ range: '08,0011' }, ['8', '9', '10', '11']],
    [{ range: '8,11', digits: '3' }, ['008', '009', '010', '011']],
    [{ range: '0,10', interval: '4' }, ['0', '4', '8']],
    [{ range: '-2, 1', digits: '2' }, ['-2', '-1', '00', '01']],
    [{ range: '9223372036854775806,9223372036854775807' }, ['9223372036854775806', '9223372036854775807']],
  ])('%o', (properties, expected) => {
    expect(texts({ type: 'integer', ...properties })).toEqual(expected);
  });

  test('finds a value without listing, as text or as number', () => {
    const huge = { type: 'integer', range: '0,9223372036854775807', interval: '10', digits: '4' };
    expect(project(huge).find('0120')).toEqual({ text: '0120', value: '0120' });
    expect(project(huge).find('120')).toBeNull();
    expect(project(huge).find('0121')).toBeNull();
    expect(project(huge, 'bigint').find('120')).toEqual({ text: '0120', value: 120n });
  });
});

describe('date', () => {
  test.each([
    [
      'days by default',
      { format: 'yyyy-MM-dd', range: '2024-02-28,2024-03-01' },
      ['2024-02-28', '2024-02-29', '2024-03-01'],
    ],
    ['months by default', { format: 'yyyy/MM', range: '2023/11,2024/01' }, ['2023/11', '2023/12', '2024/01']],
    [
      'a step',
      { format: 'yyyyMMdd', range: '20240101,20240110', interval: '4' },
      ['20240101', '20240105', '20240109'],
    ],
    ['years', { format: 'yyyy', range: '2022,NOW', 'interval.unit': 'YEARS' }, ['2022', '2023', '2024']],
    ['weeks', { format: 'dd', range: '01,22', 'interval.unit': 'WEEKS' }, null],
    [
      'hours',
      {
        format: "yyyy-MM-dd'T'HH",
        range: '2024-01-01T22,2024-01-02T01',
        interval: '1',
        'interval.unit': 'HOURS',
      },
      ['2024-01-01T22', '2024-01-01T23', '2024-01-02T00', '2024-01-02T01'],
    ],
    ['NOW', { format: 'yyyy-MM-dd', range: 'NOW-2DAYS,NOW' }, ['2024-03-29', '2024-03-30', '2024-03-31']],
    [
      'NOW in lower case with spaces',
      { format: 'yyyy-MM-dd', range: 'now - 1 day , now + 1 DAYS' },
      ['2024-03-30', '2024-03-31', '2024-04-01'],
    ],
    [
      'months before, cut to the end of the month',
      { format: 'yyyy-MM-dd', range: 'NOW-1MONTHS,2024-03-01' },
      ['2024-02-29', '2024-03-01'],
    ],
    ['hours before NOW', { format: 'HH', range: 'NOW-1HOURS,NOW', 'interval.unit': 'HOURS' }, null],
    [
      'minutes',
      { format: 'yyyyMMddHHmm', range: 'NOW-2MINUTES,NOW', 'interval.unit': 'MINUTES' },
      ['202403311232', '202403311233', '202403311234'],
    ],
    [
      'a step finer than the format',
      { format: 'yyyy-MM-dd', range: '2024-01-01,2024-01-02', 'interval.unit': 'HOURS' },
      ['2024-01-01', '2024-01-02'],
    ],
    ['a proleptic year of two digits', { format: 'uu-MM', range: '23-12,24-01' }, ['23-12', '24-01']],
    [
      'names of months',
      { format: 'dd MMM yyyy', range: '31 Jan 2024,01 Feb 2024' },
      ['31 Jan 2024', '01 Feb 2024'],
    ],
  ])('%s', (_, properties, expected) => {
    if (expected === null) expect(() => texts({ type: 'date', ...properties })).toThrow(/format/);
    else expect(texts({ type: 'date', ...properties })).toEqual(expected);
  });

  test('has the value of the key’s type', () => {
    const properties = { type: 'date', format: 'yyyy/MM/dd', range: '1970/01/02,1970/01/02' };
    expect([...project(properties, 'date').values()]).toEqual([
      { text: '1970/01/02', value: { kind: 'date', days: 1 } },
    ]);
  });

  test('finds a value without listing', () => {
    const key = project({
      type: 'date',
      format: 'yyyyMMddHHmmss',
      range: '20200101000000,NOW',
      interval: '15',
      'interval.unit': 'SECONDS',
    });
    expect(key.count).toBeGreaterThan(1_000_000);
    expect(key.find('20240101000030')?.text).toBe('20240101000030');
    expect(key.find('20240101000031')).toBeNull();
    expect(key.find('20190101000030')).toBeNull();
    expect(key.find('what')).toBeNull();
  });
});

test('injected is what the query says', () => {
  const key = project({ type: 'injected' });
  expect([key.count, key.find('x')]).toEqual([null, { text: 'x', value: 'x' }]);
});

describe('rules that are missing or make no sense', () => {
  test.each<[Readonly<Record<string, string>>, RegExp, string?, string?]>([
    [{}, /no projection\.k\.type/],
    [{ type: 'list' }, /is list; there are enum, integer, date, injected/],
    [{ type: 'enum' }, /no projection\.k\.values/],
    [{ type: 'enum', values: 'a' }, /a does not fit the type/, 'int'],
    [{ type: 'integer' }, /no projection\.k\.range/],
    [{ type: 'integer', range: '1' }, /no pair/],
    [{ type: 'integer', range: '1,2,3' }, /no pair/],
    [{ type: 'integer', range: '1,x' }, /no whole number/],
    [{ type: 'integer', range: '1,9223372036854775808' }, /beyond 64 bits/],
    [{ type: 'integer', range: '2,1' }, /ends before it begins/],
    [{ type: 'integer', range: '1,2', interval: '0' }, /no number above 0/],
    [{ type: 'integer', range: '1,2' }, /not in the table/, 'date'],
    [{ type: 'date', range: '2024-01-01,NOW' }, /no projection\.k\.format/],
    [{ type: 'date', format: 'yyyy-MM-dd' }, /no projection\.k\.range/],
    [{ type: 'date', format: 'yyyy-MM-dd', range: '2024-13-01,NOW' }, /neither of the format/],
    [{ type: 'date', format: 'yyyy-MM-dd', range: 'NOW,NOW-1FORTNIGHTS' }, /neither of the format/],
    [{ type: 'date', format: 'yyyy-MM-dd', range: 'NOW,2024-01-01' }, /ends before it begins/],
    [{ type: 'date', format: 'yyyy', range: '2020,2024' }, /no projection\.k\.interval\.unit/],
    [{ type: 'date', format: 'yyyy-MM-dd-HH', range: 'NOW-1DAY,NOW' }, /no projection\.k\.interval\.unit/],
    [{ type: 'date', format: 'YYYY-ww', range: '2024-01,NOW' }, /is not read here/],
    [{ type: 'date', format: 'yyyy', range: '2020,2024', 'interval.unit': 'CENTURIES' }, /is no unit/],
    [{ type: 'date', format: 'yyyy-MM-dd', range: 'NOW-1DAY,NOW' }, /not in the table/, 'int'],
    [{ type: 'injected' }, /has to be string/, 'int'],
    [{ type: 'enum', values: 'a' }, /has no \$\{k\}/, 'string', 'x/'],
  ])('%o', (properties, message, type, template) => {
    const read = () => project(properties, type, template ?? null);
    expect(read).toThrow(expect.objectContaining({ code: 'invalid_projection' }));
    expect(read).toThrow(message);
  });
});
