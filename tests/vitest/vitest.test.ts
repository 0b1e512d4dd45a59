import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { loadCatalog } from '../../estimator/index.js';
import { type DryRun, dryRun } from '../../estimator/vitest/vitest.js';
import { put, scratchFolder } from '../catalog/scratch.js';

const folder = scratchFolder();
const before = process.cwd();
for (const dt of ['2024-01-01', '2024-01-02', '2024-01-03']) {
  put(folder, `data/events/dt=${dt}/part.csv`, `id,name\n${'1,abcdefgh\n'.repeat(1000)}`);
}
put(folder, 'data/notes.csv', `id,text\n${'1,abcdefgh\n'.repeat(100)}`);
put(folder, 'athena-dryrun.yml', 'catalog: data\nregion: eu-west-1\nparams: {day: "2024-01-02"}\n');

beforeAll(() => process.chdir(folder));
afterAll(() => process.chdir(before));

const oneDay = "SELECT name FROM events WHERE dt = '2024-01-01'";

describe('dryRun', () => {
  test('takes the configuration that is found upwards', async () => {
    const { report } = await dryRun("SELECT name FROM events WHERE dt = '{{ day }}'");
    expect(report.price.region).toBe('eu-west-1');
    expect(report.statements[0]?.scans[0]?.partitions).toEqual({ kept: 1, total: 3 });
  });

  test('takes a catalog by name, or one that is loaded', async () => {
    await expect(
      dryRun('SELECT id FROM part', { catalog: 'data/events/dt=2024-01-01' }),
    ).resolves.toBeDefined();
    const catalog = await loadCatalog('data');
    expect(await dryRun(oneDay, { catalog })).toScanLessThan('1 MB');
    catalog.close();
  });

  test('throws what cannot be estimated', async () => {
    await expect(dryRun('SELECT nam FROM events')).rejects.toThrow('[unknown_column at 1:8]');
    await expect(dryRun('SELECT name FROM event')).rejects.toThrow('Did you mean');
  });
});

describe('toScanLessThan', () => {
  test('holds the upper bound against the limit', async () => {
    expect(await dryRun(oneDay)).toScanLessThan('12 kB');
    expect(await dryRun(oneDay)).not.toScanLessThan('10 kB');
    expect(await dryRun('SELECT name FROM events LIMIT 1')).not.toScanLessThan('12 kB');
    expect(await dryRun('SELECT 1')).toScanLessThan('1 B');
  });

  test('is no pass where the size is not known, and no fail either', async () => {
    put(folder, 'new.sql', "CREATE EXTERNAL TABLE new (id int) STORED AS PARQUET LOCATION 's3://a/new/'");
    const run = await dryRun('SELECT id FROM new', { catalog: 'new.sql' });
    expect(() => expect(run).toScanLessThan('1 GB')).toThrow('is not known.\n  default.new at 1:16');
    expect(() => expect(run).not.toScanLessThan('1 GB')).toThrow('is not known.');
  });

  test('says what is read', async () => {
    const run = await dryRun('SELECT name FROM events');
    expect(() => expect(run).toScanLessThan('1 kB')).toThrow(
      /scans 33 kB; the limit is 1 kB\.\n {2}default\.events at 1:18: 33 kB, .*3 of 3 partitions/,
    );
  });

  test.each(['2', '$1', 'lots'])('%s is no limit', async (limit) => {
    const run = await dryRun(oneDay);
    expect(() => expect(run).not.toScanLessThan(limit)).toThrow('is no amount');
  });
});

describe('toPrunePartitionsOf', () => {
  test('asks every scan of the table', async () => {
    expect(await dryRun(oneDay)).toPrunePartitionsOf('events');
    expect(await dryRun(oneDay)).toPrunePartitionsOf('default.EVENTS');
    expect(await dryRun('SELECT name FROM events')).not.toPrunePartitionsOf('events');
    const both = `${oneDay} UNION ALL SELECT name FROM events`;
    expect(await dryRun(both)).not.toPrunePartitionsOf('events');
  });

  test('says that nothing is pruned', async () => {
    const run = await dryRun(`${oneDay} UNION ALL SELECT name FROM events`);
    expect(() => expect(run).toPrunePartitionsOf('events')).toThrow(
      /^Nothing is pruned by 1 of 2 scans of events:\n {2}default\.events at/,
    );
    const pruned = await dryRun(oneDay);
    expect(() => expect(pruned).not.toPrunePartitionsOf('events')).toThrow(
      /^Every scan of events leaves partitions out:/,
    );
  });

  test.each([
    ['event', 'does not scan event; it scans default.events, default.notes.'],
    ['notes', 'notes has no partitions.'],
  ])('%s is no pass, and no fail either', async (table, complaint) => {
    const run = await dryRun(
      "SELECT e.name FROM events e JOIN notes n ON n.id = e.id WHERE dt = '2024-01-01'",
    );
    expect(() => expect(run).not.toPrunePartitionsOf(table)).toThrow(complaint);
    expect(() => expect(run).toPrunePartitionsOf(table)).toThrow(complaint);
  });
});

test('only results of dryRun are taken', () => {
  expect(() => expect(oneDay).not.toScanLessThan('1 GB')).toThrow('expect(await dryRun(sql))');
});

test('everything is typed', async () => {
  expectTypeOf(dryRun).returns.resolves.toEqualTypeOf<DryRun>();
  // @ts-expect-error A limit without its unit.
  expect(() => expect('SELECT 1').toScanLessThan(5)).toThrow();
});
