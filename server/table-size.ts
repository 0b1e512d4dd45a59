import { DryRunError } from '../estimator/errors.js';

/** How large the user's own table is; the sample stands for it. */
export interface TableSize {
  readonly text: string;
  /** Null: as large as the sample is. */
  readonly bytes: number | null;
}

export const asItIs: TableSize = { text: 'as it is here', bytes: null };

/** What the slider offers, from left to right. A terabyte of a table is 10^12 bytes, as disks and S3 count. */
export const tableSizes: readonly TableSize[] = [
  asItIs,
  { text: '1 GB', bytes: 1e9 },
  { text: '10 GB', bytes: 1e10 },
  { text: '100 GB', bytes: 1e11 },
  { text: '1 TB', bytes: 1e12 },
  { text: '10 TB', bytes: 1e13 },
  { text: '100 TB', bytes: 1e14 },
  { text: '1 PB', bytes: 1e15 },
];

/** From the position of the slider. Throws `usage`. */
export function parseTableSize(position: string): TableSize {
  const size = /^\d{1,2}$/.test(position) ? tableSizes[Number(position)] : undefined;
  if (size !== undefined) return size;
  const detail = `My table is: a position from 0 to ${tableSizes.length - 1} was expected.`;
  throw new DryRunError('usage', { detail });
}
