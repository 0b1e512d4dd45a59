import type { Database, Table } from './catalog/catalog.js';
import { DryRunError } from './errors.js';
import { type EstimateOptions, estimate } from './estimate.js';
import type { Comparison, LayoutComparison, Report } from './report.js';
import { tool } from './tool.js';

/**
 * The same text estimated once for each database in which its unqualified tables bind, cheapest likely bill first.
 * Where it binds in none, the error of the database that was asked for is thrown.
 */
export async function compare(text: string, options: EstimateOptions): Promise<Comparison> {
  const layouts: LayoutComparison[] = [];
  for (const database of options.catalog.databases.values()) {
    const report = await estimate(text, { ...options, database: database.name });
    if (!isLayoutOf(database, report)) continue;
    layouts.push({ database: database.name, ...describe(database, report), report });
  }
  if (layouts.length === 0) {
    const [first] = (await estimate(text, options)).statements.flatMap(({ errors }) => errors);
    const detail =
      'Every table is named with its database: there is nothing to compare. Leave the database out.';
    throw new DryRunError('usage', { detail: first?.message ?? detail });
  }
  layouts.sort((left, right) => likelyUsd(left) - likelyUsd(right) || likelyBytes(left) - likelyBytes(right));
  return { schemaVersion: 1, tool, layouts };
}

/** Where the unqualified tables bind: one of the tables that are read is of this database, or none is read at all. */
function isLayoutOf({ name }: Database, { statements }: Report): boolean {
  if (statements.some(({ errors }) => errors.some(({ code }) => code === 'unknown_table'))) return false;
  const scans = statements.flatMap((statement) => statement.scans);
  return scans.length === 0 || scans.some(({ database }) => database === name);
}

function likelyUsd({ report }: LayoutComparison): number {
  return report.total.usd.likely ?? Number.POSITIVE_INFINITY;
}

function likelyBytes({ report }: LayoutComparison): number {
  return report.total.bytesScanned.likely ?? Number.POSITIVE_INFINITY;
}

type Description = Pick<LayoutComparison, 'format' | 'codec' | 'partitionKeys' | 'storedBytes'>;

/** Format, codec and keys of the tables that are read; of the whole database where none is. */
function describe(database: Database, report: Report): Description {
  const read = new Set(report.statements.flatMap(({ scans }) => scans.map(({ table }) => table)));
  const tables = [...database.tables.values()].filter((table) => table.kind === 'table');
  const described = tables.filter(({ name }) => read.size === 0 || read.has(name));
  return {
    format: common(described.map(({ format }) => format)),
    codec: common(described.map(({ codec }) => codec)),
    partitionKeys: [...new Set(described.flatMap((table) => table.partitionKeys.map(({ name }) => name)))],
    storedBytes: storedBytesOf(described),
  };
}

function common(values: readonly string[]): string {
  return [...new Set(values)].join(', ') || 'none';
}

function storedBytesOf(tables: readonly Table[]): number | null {
  return tables.reduce<number | null>(
    (total, { storedBytes }) => (total === null || storedBytes === null ? null : total + storedBytes),
    0,
  );
}
