import type { Interval } from '../../report.js';

/** What a change costs: each file of this check beside the same file of the base. */
export interface BaseComparison {
  /** What the base is: the path of a report, or a git revision. */
  readonly name: string;
  /** What the estimates of the base were made from; null where its report does not say. */
  readonly catalog: string | null;
  /** What differs besides the SQL, as text: another catalog, price or engine. */
  readonly differences: readonly string[];
  /** Added, removed, renamed and changed files, the largest rise of the bill first, unknown ones before all. */
  readonly changes: readonly FileChange[];
  readonly unchanged: number;
  /** Of all files that are known on both sides. */
  readonly total: ChangedFigures;
  /** Changes of which one side is not known; they are not in `total`. */
  readonly notCompared: number;
}

export interface FileChange extends ChangedFigures {
  readonly status: 'added' | 'removed' | 'changed' | 'renamed';
  /** Of this check; of a removed file, of the base. */
  readonly file: string;
  /** Where a renamed file was. */
  readonly baseFile?: string;
  /** True where not the SQL makes the difference but its name, the data or the price; null: not known. */
  readonly isSameText: boolean | null;
}

export interface ChangedFigures {
  /** Whole bytes a run. */
  readonly bytesScanned: Change;
  readonly usd: Change;
  /** Where the runs a month are known on each side that there is. */
  readonly usdPerMonth?: Change;
}

/** Both sides and their difference. An added or removed file has only one side; the other is null, and counts as 0. */
export interface Change {
  readonly base: Interval | null;
  readonly head: Interval | null;
  /** Low and high are the widest that both sides allow; null where a side is not known. */
  readonly delta: Interval;
}
