import type { Table } from '../catalog/catalog.js';
import type { Measure, MeasureRequest } from '../catalog/inventory.js';
import { metadataFormat } from '../catalog/metadata-table.js';
import type { Clock } from '../evaluate/compiled.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import { type Demand, demandOfExpression } from '../optimize/demand.js';
import type { EngineName, ScanReport } from '../report.js';
import type { Scan } from '../sql/plan.js';
import type { Expression } from '../sql/tree.js';
import { type ConjunctUses, conjunctUses } from './conjunct-uses.js';
import type { Domain } from './domain.js';
import { extractDomains } from './extract-domains.js';
import { demandedLeaves } from './leaf-paths.js';
import type { MeasureTable } from './measure-once.js';
import { metadataBytes } from './metadata-bytes.js';
import { openConstants } from './open-constants.js';
import type { UndecidedConjunct } from './partition-predicates.js';
import { projectedPartitions } from './projected-partitions.js';
import { type PrunedPartitions, prunePartitions } from './prune-partitions.js';
import { scanBytes } from './scan-bytes.js';
import { type Locate, scanReasons } from './scan-reasons.js';
import { shareOfWidth } from './share-of-width.js';

export interface ScanContext {
  readonly clock: Clock;
  readonly engine: EngineName;
  /** From an offset in the query to a position in the user's text. */
  readonly locate: Locate;
  readonly tellsKeptPartitions?: boolean;
  readonly measure: MeasureTable;
}

/** One table reference: which partitions, objects, row groups and columns are read, in bytes. */
export async function estimateScan(
  planned: PlannedScan,
  demand: Demand,
  context: ScanContext,
): Promise<ScanReport> {
  const { scan } = planned;
  const uses = conjunctUses(scan);
  const columns = demandedLeaves(scan, demand);
  const base = {
    database: scan.table.database,
    table: scan.table.name,
    ...context.locate(scan.span.start),
    columns,
    format: scan.table.format,
  };
  if (scan.timeTravel) return unknownScan(base, null, otherSnapshot);
  if (scan.table.format === metadataFormat) return metadataScan(base, scan.table);
  const pruned = await keptPartitions(scan, uses, context.clock);
  if (pruned === null) return unknownScan(base, null, notListed);
  const partitions = pruned.counts;
  const { sure, hoped } = await measureTwice(scan, pruned, columns, uses, context);
  if (sure.unlistedPartitions > 0 || pruned.areUnlisted) return unknownScan(base, partitions, notListed);
  const undecided = undecidedOf(uses, context.clock);
  const runTime = runTimeReach(uses, pruned, undecided);
  const { bytes, openings } = scanBytes({
    planned,
    engine: context.engine,
    sure,
    hoped,
    widthShare: shareOfWidth(columns, scan.table),
    readsNoChunk: columns.length === 0 && scan.table.format === 'parquet',
    hasDataFilter: uses.onData.length > 0,
    runTime,
  });
  return {
    ...base,
    partitions,
    objects: sure.objects,
    rowGroups: sure.rowGroups,
    bytes,
    ...(sure.rowGroups === null ? {} : { columnBytes: Object.fromEntries(sure.chunks.bytesByColumn) }),
    ...(context.tellsKeptPartitions === true ? { keptPartitions: pruned.ids } : {}),
    reasons: scanReasons({
      ...{ scan, planned, uses, pruned, undecided, sure, openings, runTime },
      locate: context.locate,
    }),
  };
}

type ScanBase = Pick<ScanReport, 'database' | 'table' | 'line' | 'column' | 'columns' | 'format'>;

/** Null where not even the partitions are known. */
async function keptPartitions(
  scan: Scan,
  { onPartitions }: ConjunctUses,
  clock: Clock,
): Promise<PrunedPartitions | null> {
  const { inventory, projection } = scan.table;
  const partitions = await inventory.partitions();
  if (projection !== null) return projectedPartitions(scan, projection, partitions, onPartitions, clock);
  return partitions === null ? null : prunePartitions(scan, partitions, onPartitions, clock);
}

const notListed =
  'The catalog has the table but not its objects, so no size is known. A listing of the objects tells it: athena-dryrun catalog takes one with --objects.';
const otherSnapshot =
  'The catalog has the table as it is now; how many bytes it had at another time is not known.';

const fromMetadata =
  'Athena answers this from the catalog, not from the data; it is not documented what it counts for that.';

async function metadataScan(base: ScanBase, table: Table): Promise<ScanReport> {
  const bytes = await metadataBytes(table);
  const unknown = unknownScan(base, null, fromMetadata);
  return bytes === null ? unknown : { ...unknown, bytes };
}

/** Which columns are read is known, how many bytes is not. */
function unknownScan(base: ScanBase, partitions: ScanReport['partitions'], message: string): ScanReport {
  return {
    ...base,
    partitions,
    objects: null,
    rowGroups: null,
    bytes: { low: null, likely: null, high: null },
    reasons: [{ code: 'size_unknown', message }],
  };
}

/**
 * Which ranges skip row groups for sure, and which perhaps (year(ts) = 2024 is a range only for newer engines):
 * two measures, or one where they agree.
 */
async function measureTwice(
  scan: Scan,
  pruned: PrunedPartitions,
  columns: readonly string[],
  uses: ConjunctUses,
  { clock, engine, measure }: ScanContext,
): Promise<{ readonly sure: Measure; readonly hoped: Measure }> {
  const sureDomains = domainsOf(uses.onData, clock, false);
  const hopedDomains = domainsOf(uses.onData, clock, true);
  const conjunctColumns = columnsOfConjuncts(scan, uses.onData);
  const request = (domains: ReadonlyMap<string, Domain> | 'none'): MeasureRequest => ({
    partitions: domains === 'none' ? [] : pruned.ids,
    columns,
    domains: domains === 'none' ? new Map() : domains,
    conjunctColumns,
    withTrinoBytes: engine === 'trino',
  });
  const sure = await measure(scan.table.inventory, request(sureDomains));
  if (sameDomains(sureDomains, hopedDomains)) return { sure, hoped: sure };
  return { sure, hoped: await measure(scan.table.inventory, request(hopedDomains)) };
}

/** Leaves that each conjunct reads; conjuncts that read the same ones count as one. */
function columnsOfConjuncts(scan: Scan, conjuncts: readonly Expression[]): readonly (readonly string[])[] {
  const distinct = new Map<string, readonly string[]>();
  for (const conjunct of conjuncts) {
    const leaves = demandedLeaves(scan, demandOfExpression(conjunct));
    distinct.set(JSON.stringify(leaves), leaves);
  }
  return [...distinct.values()];
}

function domainsOf(
  conjuncts: readonly Expression[],
  clock: Clock,
  unwrapsFunctions: boolean,
): ReadonlyMap<string, Domain> | 'none' {
  const { leaves, isNone } = extractDomains(conjuncts, { clock, unwrapsFunctions });
  return isNone ? 'none' : new Map(leaves.map(({ name, domain }) => [name, domain]));
}

function sameDomains(
  first: ReadonlyMap<string, Domain> | 'none',
  second: ReadonlyMap<string, Domain> | 'none',
): boolean {
  if (first === 'none' || second === 'none') return first === second;
  return printed(first) === printed(second);
}

function printed(domains: ReadonlyMap<string, Domain>): string {
  return JSON.stringify([...domains].sort(), (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

/** Conjuncts beside those on partitions with constants that Athena knows, but that cannot be evaluated here. */
function undecidedOf({ onData, onNothing }: ConjunctUses, clock: Clock): readonly UndecidedConjunct[] {
  return [...onData, ...onNothing]
    .map((conjunct) => ({ conjunct, functions: new Set(openConstants(conjunct, clock)) }))
    .filter(({ functions }) => functions.size > 0);
}

/**
 * How far a filter that is not known before run time may reach: partitions skip any bytes, row groups columnar ones,
 * and one that reads no column may leave out the scan.
 */
function runTimeReach(
  { atRunTime, onNothing }: ConjunctUses,
  pruned: PrunedPartitions,
  undecided: readonly UndecidedConjunct[],
): 'none' | 'columnar' | 'all' {
  if (pruned.undecided.length > 0) return 'all';
  if (atRunTime.some(({ about }) => about !== 'data')) return 'all';
  if (undecided.some(({ conjunct }) => onNothing.includes(conjunct))) return 'all';
  return atRunTime.length > 0 || undecided.length > 0 ? 'columnar' : 'none';
}
