import { compare } from '../compare.js';
import { DryRunError } from '../errors.js';
import type { EstimateOptions } from '../estimate.js';
import type { Comparison } from '../report.js';
import type { StatementLayout } from './adviser.js';

/** A text on every layout; null where it fits none: its tables are named with their database, or it is no SQL. */
export async function comparisonOf(text: string, options: EstimateOptions): Promise<Comparison | null> {
  try {
    return await compare(text, options);
  } catch (error) {
    if (error instanceof DryRunError) return null;
    throw error;
  }
}

/** One statement of a compared text, by its place, on each layout whose tables it reads; cheapest first. */
export function layoutsOf(comparison: Comparison | null, index: number): readonly StatementLayout[] {
  return (comparison?.layouts ?? [])
    .flatMap((layout): readonly StatementLayout[] => {
      const report = layout.report.statements[index];
      const isThere = report?.scans.some(({ database }) => database === layout.database) ?? false;
      return report === undefined || report.errors.length > 0 || !isThere ? [] : [{ layout, report }];
    })
    .sort((one, other) => usd(one) - usd(other) || bytes(one) - bytes(other));
}

function usd({ report }: StatementLayout): number {
  return report.usd.likely ?? Number.POSITIVE_INFINITY;
}

function bytes({ report }: StatementLayout): number {
  return report.bytesScanned.likely ?? Number.POSITIVE_INFINITY;
}
