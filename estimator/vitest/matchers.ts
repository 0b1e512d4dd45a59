import { parseAmount } from '../check/amount.js';
import { countOf } from '../count-of.js';
import { DryRunError } from '../errors.js';
import { describeScan } from '../render/describe-scan.js';
import { formatBytes } from '../render/format-bytes.js';
import { formatInterval } from '../render/format-interval.js';
import type { ScanReport } from '../report.js';
import { requireText } from '../require-text.js';
import type { DryRun } from './dry-run.js';

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Whether no run can scan as much as the limit, such as `2 GB` (10^9 bytes) or `1 GiB`: the upper bound counts. Throws
 * `usage` where the limit is no amount of bytes, and where there is no upper bound: what is not known is no pass, and no
 * fail either, so that `not` does not make one of it.
 */
export function toScanLessThan(received: unknown, limit: string): MatcherResult {
  const { report } = requireDryRun(received);
  const { unit, value } = parseAmount(requireText(limit, 'limit'));
  if (unit !== 'bytes') {
    throw new DryRunError('usage', { detail: `${limit} is no amount of bytes; write it as "2 GB".` });
  }
  const { high } = report.total.bytesScanned;
  const scans = report.statements.flatMap((statement) => statement.scans).map(describe);
  if (high === null || report.total.notEstimated > 0) {
    const detail = ['How much the SQL scans at most is not known.', ...scans].join('\n  ');
    throw new DryRunError('usage', { detail });
  }
  const scanned = formatInterval(report.total.bytesScanned, formatBytes);
  return {
    pass: high < value,
    message: () => [`The SQL scans ${scanned}; the limit is ${formatBytes(value)}.`, ...scans].join('\n  '),
  };
}

/**
 * Whether every scan of the table (`name` or `database.name`) leaves partitions out. Throws `usage` where the table is
 * not scanned or has no partitions: a slip in its name is no pass.
 */
export function toPrunePartitionsOf(received: unknown, table: string): MatcherResult {
  const { report } = requireDryRun(received);
  const wanted = requireText(table, 'table').toLowerCase();
  const all = report.statements.flatMap((statement) => statement.scans);
  const scans = all.filter(({ database, table: name }) => [name, `${database}.${name}`].includes(wanted));
  if (scans.length === 0) {
    const names = [...new Set(all.map((scan) => `${scan.database}.${scan.table}`))].join(', ');
    throw new DryRunError('usage', {
      detail: `The SQL does not scan ${table}; it scans ${names || 'nothing'}.`,
    });
  }
  if (scans.some((scan) => scan.partitions === null)) {
    throw new DryRunError('usage', { detail: `${table} has no partitions.` });
  }
  const whole = scans.filter(readsEveryPartition);
  const verdict =
    whole.length === 0
      ? `Every scan of ${table} leaves partitions out:`
      : `Nothing is pruned by ${whole.length} of ${countOf(scans.length, 'scan')} of ${table}:`;
  return { pass: whole.length === 0, message: () => [verdict, ...scans.map(describe)].join('\n  ') };
}

function readsEveryPartition({ partitions }: ScanReport): boolean {
  return partitions !== null && partitions.kept >= partitions.total;
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
