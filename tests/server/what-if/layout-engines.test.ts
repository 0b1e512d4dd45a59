import { afterEach, expect, test } from 'vitest';
import type { EngineTable } from '../../../server/engine/engine-table.js';
import { createLayoutEngines, type LayoutEngines } from '../../../server/what-if/layout-engines.js';
import { put, scratchFolder } from '../../catalog/scratch.js';

const folder = scratchFolder();
let engines: LayoutEngines;

afterEach(() => engines.close());

function tableOf(name: string, rows: readonly string[]): EngineTable {
  return {
    database: 'default',
    table: name,
    format: 'csv',
    compression: 'none',
    files: [put(folder, `${name}.csv`, `n\n${rows.join('\n')}\n`)],
    hivePartitionKeys: [],
    columns: [{ name: 'n', type: 'int' }],
  };
}

test('each query sees its own tables, also where several are asked at once', async () => {
  engines = createLayoutEngines();
  const ask = (rows: readonly string[]) =>
    engines.run([tableOf(`t${rows.length}`, rows)], {
      sql: `SELECT sum(n) FROM t${rows.length}`,
      database: 'default',
    });
  const results = await Promise.all([ask(['1']), ask(['1', '2']), ask(['1', '2', '3'])]);
  expect(results.map(({ rows }) => rows)).toEqual([[[1]], [[3]], [[6]]]);
  await expect(
    engines.run([tableOf('seen', ['1'])], { sql: 'SELECT * FROM t1', database: 'default' }),
  ).rejects.toMatchObject({ name: 'DryRunError' });
});

test('closing ends what runs, and refuses what waits and what comes', async () => {
  engines = createLayoutEngines();
  const many = tableOf(
    'many',
    Array.from({ length: 2_000 }, (_, index) => String(index)),
  );
  const sql = 'SELECT count(*) FROM many a, many b, many c, many d WHERE a.n + b.n * c.n + d.n = 7';
  const ask = () => engines.run([many], { sql, database: 'default' });
  const running = ask();
  const waiting = ask();
  const failed = Promise.allSettled([running, waiting]);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await engines.close();
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(ask()).rejects.toMatchObject({ code: 'busy' });
});
