import { afterAll, expect } from 'vitest';
import { closeCatalogs } from './dry-run.js';
import { toPrunePartitionsOf, toScanLessThan } from './matchers.js';

export { type DryRun, type DryRunOptions, dryRun } from './dry-run.js';

declare module 'vitest' {
  interface Matchers<T> {
    /**
     * No run of the SQL can scan as much, such as `2 GB` (10^9 bytes) or `1 GiB`: the upper bound counts; it throws
     * where there is none.
     */
    toScanLessThan(limit: string): T;
    /** Every scan of the table (`name` or `database.name`) leaves partitions out. */
    toPrunePartitionsOf(table: string): T;
  }
}

expect.extend({ toScanLessThan, toPrunePartitionsOf });
afterAll(closeCatalogs);
