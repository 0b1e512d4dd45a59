import { describe, expect, test } from 'vitest';
import type { Partition } from '../../../estimator/catalog/inventory.js';
import type { ScanReport } from '../../../estimator/report.js';
import { partitionGridView } from '../../../server/views/partition-grid-view.js';
import { fullStatement } from '../../render/sample-report.js';

function scanWith(keptPartitions: ScanReport['keptPartitions']): ScanReport {
  const [scan] = fullStatement.scans;
  if (scan === undefined) throw new Error('the sample has no scan');
  return { ...scan, ...(keptPartitions === undefined ? {} : { keptPartitions }) };
}

function partitionsOf(...values: readonly (readonly (string | null)[])[]): readonly Partition[] {
  return values.map((own, id) => ({ id, values: own }));
}

describe('the grid of partitions', () => {
  test('has a row for each value of the keys before the last one, a column for each of the last', () => {
    const view = partitionGridView(
      scanWith([2]),
      ['year', 'month'],
      partitionsOf(['2023', '2'], ['2023', '10'], ['2024', '2']),
    );
    expect(view?.labels.map(({ text }) => text)).toEqual(['2023', '2024', '2']);
    const [first, second, third] = view?.cells ?? [];
    expect([first?.y === second?.y, first?.x === third?.x, (second?.x ?? 0) > (first?.x ?? 0)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(view?.cells.map(({ isKept }) => isKept)).toEqual([false, false, true]);
    expect(third?.title).toBe('year = 2024, month = 2: kept');
  });

  test('of one key is a strip', () => {
    const days = Array.from({ length: 40 }, (_, day) => [String(day)]);
    const view = partitionGridView(scanWith('all'), ['day'], partitionsOf(...days));
    expect(view).toMatchObject({ height: 28, labels: [], isNamed: false });
    expect(view?.cells.every(({ isKept }) => isKept)).toBe(true);
  });

  test('of a few partitions of one key shows their names, NULL too', () => {
    const view = partitionGridView(scanWith([]), ['day'], partitionsOf(['1'], [null]));
    expect(view).toMatchObject({ isNamed: true, cells: [{ name: '1' }, { name: 'NULL' }] });
    expect(view?.cells[1]?.title).toBe('day = NULL: pruned');
  });

  test.each<[string, ScanReport['keptPartitions'], readonly Partition[] | undefined]>([
    ['nothing is told of them', undefined, partitionsOf(['1'], ['2'])],
    ['they are too many to draw', 'all', undefined],
    ['there is one', 'all', partitionsOf(['1'])],
    [
      'a strip would be too long',
      'all',
      partitionsOf(...Array.from({ length: 3_000 }, (_, day) => [String(day)])),
    ],
  ])('is not there where %s', (_, kept, partitions) => {
    expect(partitionGridView(scanWith(kept), ['day'], partitions)).toBeNull();
  });
});
