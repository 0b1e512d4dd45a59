/** How large the user's own table is; the sample stands for it. */
export interface TableSize {
  /** Of the slider, from 0. */
  readonly position: number;
  readonly text: string;
  /** Null: as large as the sample is. */
  readonly bytes: number | null;
}

export const asItIs: TableSize = { position: 0, text: 'as it is here', bytes: null };

/** What the slider offers, from left to right. A terabyte of a table is 10^12 bytes, as disks and S3 count. */
export const tableSizes: readonly TableSize[] = [
  asItIs,
  { position: 1, text: '1 GB', bytes: 1e9 },
  { position: 2, text: '10 GB', bytes: 1e10 },
  { position: 3, text: '100 GB', bytes: 1e11 },
  { position: 4, text: '1 TB', bytes: 1e12 },
  { position: 5, text: '10 TB', bytes: 1e13 },
  { position: 6, text: '100 TB', bytes: 1e14 },
  { position: 7, text: '1 PB', bytes: 1e15 },
];
