import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Catalog } from '../../estimator/catalog/catalog.js';
import { readDdlFiles } from '../../estimator/catalog/declared/read-definitions.js';
import { takeDeclaredCatalog } from '../../estimator/catalog/declared/take-declared-catalog.js';
import { loadCatalog } from '../../estimator/catalog/load-catalog.js';
import { estimate } from '../../estimator/estimate.js';
import { priceFor } from '../../estimator/pricing/price-for.js';
import type { Figure } from './figure.js';
import type { PublishedScan } from './published-scan.js';
import type { LeftOut, Replay, Source } from './source.js';

export type ScoredCase = ReplayedCase | LeftOutCase;

export interface LeftOutCase {
  readonly published: PublishedScan;
  readonly plan: LeftOut;
}

export interface ReplayedCase {
  readonly published: PublishedScan;
  readonly plan: Replay;
  /** What was published. */
  readonly claim: Figure;
  /** In bytes of the real table. */
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly verdict: Verdict;
}

/** `near`: of made data, and inside with their tolerance only. */
export type Verdict = 'inside' | 'near' | 'outside';

export function isReplayed(scored: ScoredCase): scored is ReplayedCase {
  return 'claim' in scored;
}

/** Rebuilds the tables of a source as a user would declare them, and estimates its cases. */
export async function replaySource(
  source: Source,
  published: ReadonlyMap<string, PublishedScan>,
  duckdb: DuckDBConnection,
): Promise<readonly ScoredCase[]> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-scoreboard-'));
  try {
    const catalog = await takeCatalog(source, folder, duckdb);
    try {
      const cases: ScoredCase[] = [];
      for (const [id, plan] of Object.entries(source.cases)) {
        const scan = published.get(id);
        if (scan === undefined) throw new Error(`no published scan ${id}`);
        cases.push('leftOut' in plan ? { published: scan, plan } : await replay(scan, plan, catalog));
      }
      return cases;
    } finally {
      catalog.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeCatalog(source: Source, folder: string, duckdb: DuckDBConnection): Promise<Catalog> {
  const ddl = join(folder, 'tables.sql');
  const listing = join(folder, 'objects.json');
  const made = join(folder, 'made');
  mkdirSync(made);
  writeFileSync(ddl, source.ddl);
  const contents = Object.entries(source.objects ?? {}).map(([Key, Size]) => ({ Key, Size }));
  writeFileSync(listing, JSON.stringify({ Name: 'published', Contents: contents }));
  await source.make?.(made, duckdb);
  const catalog = join(folder, 'catalog');
  await takeDeclaredCatalog(
    readDdlFiles([ddl], 'default'),
    [{ file: listing, bucket: 'published' }],
    catalog,
  );
  return loadCatalog([{ database: null, path: catalog }]);
}

async function replay(published: PublishedScan, plan: Replay, catalog: Catalog): Promise<ReplayedCase> {
  const claim = plan.claim ?? published.scanned;
  if (claim === null) throw new Error(`${published.id} has no figure`);
  const { low, likely, high } = await bytesOf(plan.sql, catalog);
  const times = await timesLarger(plan, catalog);
  const scaled = { low: low * times, likely: likely * times, high: high * times };
  return {
    published,
    plan,
    claim,
    ...scaled,
    verdict: verdictOn(scaled, claim, plan),
  };
}

async function timesLarger({ scale }: Replay, catalog: Catalog): Promise<number> {
  if (scale === undefined || typeof scale === 'number') return scale ?? 1;
  return scale.reads.bytes / (await bytesOf(scale.sql, catalog)).high;
}

async function bytesOf(
  sql: string,
  catalog: Catalog,
): Promise<{ readonly low: number; readonly likely: number; readonly high: number }> {
  const { statements } = await estimate(sql, {
    catalog,
    database: 'default',
    file: null,
    price: priceFor('us-east-1'),
    engine: 'athena',
    at: new Date('2024-06-01T00:00:00Z'),
    runsPerMonth: null,
    parameters: {},
  });
  const { errors = [], bytesScanned } = statements[0] ?? {};
  const { low = null, likely = null, high = null } = bytesScanned ?? {};
  if (low === null || likely === null || high === null) {
    throw new Error(`${sql}: ${errors.map(({ message }) => message).join(' ') || 'unknown'}`);
  }
  return { low, likely, high };
}

function verdictOn(estimated: Bounds, claim: Figure, { sizedBy, allowance }: Replay): Verdict {
  const rounding = sizedBy === undefined ? 0 : (sizedBy.high - sizedBy.bytes) / sizedBy.bytes;
  if (meets(estimated, claim, rounding)) return 'inside';
  return allowance !== undefined && meets(estimated, claim, rounding + allowance.share) ? 'near' : 'outside';
}

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Whole bytes on both sides. */
const roundingBytes = 1;

/** Whether a number of bytes can lie inside the estimate, which may be off by a share, and be printed as the figure. */
function meets({ low, high }: Bounds, claim: Figure, share: number): boolean {
  return low * (1 - share) <= claim.high + roundingBytes && claim.low - roundingBytes <= high * (1 + share);
}
