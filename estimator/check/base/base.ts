import type { Price, Report } from '../../report.js';
import type { FileSummary, SuppressedFinding } from '../check-report.js';

/** What this check is compared with. */
export interface Base {
  /** The path of a report, or a git revision. */
  readonly name: string;
  /** Null where it is not known. */
  readonly catalog: string | null;
  readonly price: Pick<Price, 'region' | 'usdPerTerabyte' | 'bytesPerTerabyte'>;
  readonly engine: Report['engine'];
  readonly files: readonly BaseFile[];
  /** From files of this check to where they were, as far as somebody knows that. */
  readonly renames: ReadonlyMap<string, string>;
}

export interface BaseFile
  extends Pick<FileSummary, 'file' | 'sha256' | 'sqlSha256' | 'bytesScanned' | 'usd' | 'usdPerMonth'> {
  /** What comments in it keep quiet; absent where that is not known. */
  readonly suppressed?: readonly SuppressedRule[] | undefined;
}

export type SuppressedRule = Pick<SuppressedFinding, 'rule' | 'reason'>;
