import { DuckDBInstance } from '@duckdb/node-api';
import { type MeasuredCase, measureLayouts } from '../oracle/measure-layouts.js';
import type { Figure } from './figure.js';
import { type PublishedScan, readPublishedScans } from './published-scan.js';
import { replaySource, type ScoredCase } from './replay-source.js';
import { sources } from './sources/registry.js';

/** How the estimates stand against everything that was measured. */
export interface Score {
  /** One for each published scan, in the order of the file. */
  readonly published: readonly ScoredCase[];
  /** Every query on every layout. */
  readonly measured: readonly MeasuredCase[];
}

export async function score(): Promise<Score> {
  return { published: await scorePublished(), measured: await measureLayouts() };
}

/** Throws where a published scan is in no source, or in two. */
async function scorePublished(): Promise<readonly ScoredCase[]> {
  const scans = await readPublishedScans();
  const figures = { scanned: figureOf(scans, 'scanned'), total: figureOf(scans, 'total') };
  const duckdb = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  const scored = new Map<string, ScoredCase>();
  for (const describe of sources) {
    for (const each of await replaySource(describe(figures), scans, duckdb)) {
      if (scored.has(each.published.id)) throw new Error(`${each.published.id} is in two sources`);
      scored.set(each.published.id, each);
    }
  }
  duckdb.closeSync();
  return [...scans.keys()].map((id) => {
    const found = scored.get(id);
    if (found === undefined) throw new Error(`${id} is in no source`);
    return found;
  });
}

function figureOf(
  scans: ReadonlyMap<string, PublishedScan>,
  name: 'scanned' | 'total',
): (id: string) => Figure {
  return (id) => {
    const figure = scans.get(id)?.[name] ?? null;
    if (figure === null) throw new Error(`${id} has no figure of ${name} bytes`);
    return figure;
  };
}
