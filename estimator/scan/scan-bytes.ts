import type { Measure } from '../catalog/inventory.js';
import type { PlannedScan } from '../optimize/collect-scans.js';
import type { EngineName, Interval } from '../report.js';
import { limitedChunkBytes, limitedTextBytes } from './limit-bytes.js';

/** What opens the bytes of a scan to a range. */
export type Opening =
  | 'late_materialization'
  | 'limit_stops_early'
  | 'sampled'
  | 'size_per_column_unknown'
  | 'unreadable_objects'
  | 'delete_files'
  | 'split_overlap'
  | 'orc_tails'
  | 'buckets_unknown'
  | 'footers_may_count'
  | 'recursion_rounds'
  | 'run_time';

export interface ScanBytes {
  readonly bytes: Interval;
  /** Each with a real effect on the figures. */
  readonly openings: ReadonlySet<Opening>;
}

export interface ScanQuestion {
  readonly planned: PlannedScan;
  readonly engine: EngineName;
  /** Measured with the ranges that an engine surely skips row groups by. */
  readonly sure: Measure;
  /** Measured with every range that it may skip them by. */
  readonly hoped: Measure;
  /** Share of the columns' widths that is read, for objects whose chunks are not known; 0..1. */
  readonly widthShare: number;
  /** No column is read, of a format of which Athena counts nothing else. */
  readonly readsNoChunk: boolean;
  readonly hasDataFilter: boolean;
  /** A filter known only at run time may skip any part of the objects, or of columnar objects only. */
  readonly runTime: 'none' | 'columnar' | 'all';
}

/**
 * Splits of uncompressed text overlap by up to a line, and counters of published scans of large text tables differ
 * by up to 0.1 % between runs (evidence AM02-AM04, OQ01-OQ05, QU01). Smaller tables are equal to the byte.
 */
const splitOverlapShare = 0.001;
const leastOverlappingBytes = 2 ** 30;

interface Part {
  low: number;
  likely: number;
  high: number;
}

/** The byte model: column chunks, whole objects and unknown objects, and what may end or thin a scan. */
export function scanBytes(question: ScanQuestion): ScanBytes {
  const { planned, hoped, runTime } = question;
  const openings = new Set<Opening>();
  const chunks = chunkPart(question, openings);
  const text = textPart(question, openings);
  const opaque = opaquePart(question, openings);
  const all = [chunks, text, opaque, deletesPart(question, openings)];
  const total: Part = {
    low: sum(all.map(({ low }) => low)),
    likely: sum(all.map(({ likely }) => likely)),
    high: sum(all.map(({ high }) => high)),
  };
  const skippable = runTime === 'all' ? total.low : runTime === 'columnar' ? chunks.low + opaque.low : 0;
  if (skippable > 0) {
    openings.add('run_time');
    total.low -= skippable;
  }
  if (question.sure.mayExcludeMore && total.high > 0) {
    openings.add('buckets_unknown');
    total.low = 0;
  }
  sample(planned, total, openings);
  readAgain(planned, total, openings);
  if (hoped.chunks.bytes < question.sure.chunks.bytes) openings.add('late_materialization');
  const bytes = ordered(total);
  const isBoundOnly = question.sure.opaqueObjects.perhapsOutdated > 0;
  return { bytes: isBoundOnly ? { ...bytes, low: null } : bytes, openings };
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

function ordered({ low, likely, high }: Part): Interval {
  const least = Math.max(0, Math.min(low, high));
  return { low: least, likely: Math.min(high, Math.max(least, likely)), high };
}

function chunkPart(question: ScanQuestion, openings: Set<Opening>): Part {
  const { planned, sure, hoped, engine, hasDataFilter } = question;
  const part: Part = { low: hoped.chunks.bytes, likely: hoped.chunks.bytes, high: sure.chunks.bytes };
  if (hasDataFilter && hoped.chunks.latestBytes < part.low) {
    part.low = hoped.chunks.latestBytes;
    openings.add('late_materialization');
  }
  const directLimit = planned.limitIsDirect && typeof planned.limit === 'number' ? planned.limit : null;
  const readsAll = directLimit !== null && directLimit >= hoped.chunks.rows;
  if (planned.limit !== null && part.high > 0 && !readsAll) {
    const limited = limitedChunkBytes(hoped, directLimit);
    const low = planned.limitIsDirect ? limited.low : 0;
    if (low < part.low || limited.likely < part.likely) openings.add('limit_stops_early');
    part.low = Math.min(part.low, low);
    if (planned.limitIsDirect) part.likely = Math.min(part.likely, limited.likely);
  }
  const { tails, trinoHighBytes, trinoLikelyBytes } = sure.chunks;
  if (engine === 'athena' && tails.highBytes > 0) {
    part.likely += tails.likelyBytes;
    part.high += tails.highBytes;
    openings.add('orc_tails');
  }
  if (engine === 'trino' && trinoHighBytes !== null && trinoHighBytes > part.high) {
    part.high = trinoHighBytes;
    part.likely = Math.max(part.likely, Math.min(part.high, trinoLikelyBytes ?? 0));
    openings.add('footers_may_count');
  }
  return part;
}

function textPart({ planned, sure }: ScanQuestion, openings: Set<Opening>): Part {
  const { bytes } = sure.wholeObjects;
  const part: Part = { low: bytes, likely: bytes, high: bytes };
  if (bytes >= leastOverlappingBytes) {
    part.low = Math.floor(bytes * (1 - splitOverlapShare));
    part.high = Math.ceil(bytes * (1 + splitOverlapShare));
    openings.add('split_overlap');
  }
  if (planned.limit !== null && bytes > 0) {
    const limited = limitedTextBytes(sure);
    if (limited.low < part.low) openings.add('limit_stops_early');
    part.low = planned.limitIsDirect ? Math.min(part.low, limited.low) : 0;
    if (planned.limitIsDirect) part.likely = limited.likely;
  }
  return part;
}

/** Columnar objects without a footer at hand: at most the whole object. */
function opaquePart(question: ScanQuestion, openings: Set<Opening>): Part {
  const { sure, widthShare, engine, readsNoChunk } = question;
  const { bytes, unreadable, count, perhapsOutdated, detail } = sure.opaqueObjects;
  const isSound = unreadable === 0 && perhapsOutdated === 0 && detail === null;
  if (readsNoChunk && isSound && engine === 'athena') return { low: 0, likely: 0, high: 0 };
  if (count > 0 && bytes > 0) openings.add(unreadable > 0 ? 'unreadable_objects' : 'size_per_column_unknown');
  return { low: 0, likely: Math.round(bytes * widthShare), high: bytes };
}

/** How many rounds of a recursive CTE find rows is not known: one at least, and as many as are planned at most. */
function readAgain({ scan }: PlannedScan, part: Part, openings: Set<Opening>): void {
  if (scan.mostReads === 1 || part.high === 0) return;
  part.high *= scan.mostReads;
  part.likely = part.high;
  openings.add('recursion_rounds');
}

/**
 * Files of deletes are read, but whether their bytes count is not known: Trino does not count them (IcebergPageSource
 * of release 479, read 2025-11-21), and reads them once or again for each file of rows.
 */
function deletesPart({ sure }: ScanQuestion, openings: Set<Opening>): Part {
  const { bytes, mostBytes } = sure.deletes;
  if (mostBytes > 0) openings.add('delete_files');
  return { low: 0, likely: Math.min(bytes, mostBytes), high: mostBytes };
}

/** SYSTEM drops splits at random; BERNOULLI reads everything and drops rows (Trino's ImplementBernoulliSampleAsFilter). */
function sample({ scan }: PlannedScan, part: Part, openings: Set<Opening>): void {
  if (scan.sample === null || scan.sample.method === 'bernoulli' || part.high === 0) return;
  const share = scan.sample.percent === null ? 1 : Math.min(1, scan.sample.percent / 100);
  if (share === 1 && scan.sample.percent !== null) return;
  part.low = 0;
  part.likely = Math.round(part.likely * share);
  openings.add('sampled');
}
