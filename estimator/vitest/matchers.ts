import { parseAmount } from '../check/amount.js';
import { DryRunError } from '../errors.js';
import { describeScan } from '../render/describe-scan.js';
import { formatBytes } from '../render/format-bytes.js';
import { formatInterval } from '../render/format-interval.js';
import type { ScanReport } from '../report.js';
import type { DryRun } from './dry-run.js';

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Whether no run can scan as much as the limit, such as `2 GB` (10^9 bytes) or `1 GiB`: the upper bound counts, and what
 * has none does not pass. Throws `usage` where the limit is no amount of bytes.
 */
export function toScanLessThan(received: unknown, limit: string): MatcherResult {
  const { report } = requireDryRun(received);
  const { unit, value } = parseAmount(limit);
  if (unit !== 'bytes') {
    throw new DryRunError('usage', { detail: `${limit} is no amount of bytes; write it as "2 GB".` });
  }
  const { high } = report.total.bytesScanned;
  const isKnown = high !== null && report.total.notEstimated === 0;
  const scanned = isKnown ? formatInterval(report.total.bytesScanned, formatBytes) : 'an amount not known';
  const scans = report.statements.flatMap((statement) => statement.scans).map(describe);
  return {
    pass: isKnown && high < value,
    message: () => [`The SQL scans ${scanned}; the limit is ${formatBytes(value)}.`, ...scans].join('\n  '),
  };
}

/**
 * Whether every scan of the table (`name` or `database.name`) leaves partitions out. Throws `usage` where the table is
 * not scanned or has no partitions: a slip in its name is no pass.
 */
export function toPrunePartitionsOf(received: unknown, table: string): MatcherResult {
  const { report } = requireDryRun(received);
  const all = report.statements.flatMap((statement) => statement.scans);
  const scans = all.filter(({ database, table: name }) =>
    [name, `${database}.${name}`].includes(table.toLowerCase()),
  );
  if (scans.length === 0) {
    const names = [...new Set(all.map((scan) => `${scan.database}.${scan.table}`))].join(', ');
    throw new DryRunError('usage', {
      detail: `The SQL does not scan ${table}; it scans ${names || 'nothing'}.`,
    });
  }
  const partitions = scans.map((scan) => scan.partitions);
  if (partitions.includes(null)) throw new DryRunError('usage', { detail: `${table} has no partitions.` });
  return {
    pass: partitions.every((each) => each !== null && each.kept < each.total),
    message: () => [`What the SQL reads of ${table}:`, ...scans.map(describe)].join('\n  '),
  };
}

function requireDryRun(received: unknown): DryRun {
  if (!isDryRun(received)) {
    throw new DryRunError('usage', { detail: 'Expect the result of dryRun: expect(await dryRun(sql)).' });
  }
  return received;
}

function isDryRun(received: unknown): received is DryRun {
  return typeof received === 'object' && received !== null && 'sql' in received && 'report' in received;
}

function describe(scan: ScanReport): string {
  const place = `${scan.database}.${scan.table} at ${scan.line}:${scan.column}`;
  const reasons = scan.reasons.map(({ message }) => ` ${message}`).join('');
  return `${place}: ${formatInterval(scan.bytes, formatBytes)}, ${describeScan(scan)}.${reasons}`;
}
