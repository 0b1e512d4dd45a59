import type { AdviceCode } from '../advice-codes.js';
import type { Adviser } from './adviser.js';
import { filterColumnRange } from './filter-column-range.js';
import { filterPartitionKey } from './filter-partition-key.js';
import { mergeScans } from './merge-scans.js';
import { otherLayout } from './other-layout.js';

/** Every adviser. A new one is a file, a line here and its code in `advice-codes.ts`. */
export const advisers: Readonly<Record<AdviceCode, Adviser>> = {
  'filter-partition-key': filterPartitionKey,
  'filter-column-range': filterColumnRange,
  'merge-scans': mergeScans,
  'other-layout': otherLayout,
};
