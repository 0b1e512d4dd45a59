import type { Interval, Report, StatementReport } from '../report.js';
import type { Amount } from './amount.js';
import type { BaseComparison } from './base/base-comparison.js';
import type { BudgetPeriod, BudgetScope } from './check-settings.js';

/** The report of an estimate with what the gate says about it. Every output is made from this. */
export interface CheckReport extends Report {
  readonly statements: readonly CheckedStatement[];
  readonly check: CheckSummary;
}

export interface CheckedStatement extends StatementReport {
  readonly findings: readonly Finding[];
  /** What comments in the SQL keep quiet, with why: it changes no verdict. Only where there is any. */
  readonly suppressed?: readonly SuppressedFinding[];
}

export interface SuppressedFinding extends Finding {
  /** As the comment gives it. */
  readonly reason: string;
}

/** Something that the gate has to say, at a place of a file or about the whole. */
export interface Finding {
  /** Stable id: of a rule (`select-star`), or of the gate itself (`budget`, `increase`, `unknown`, `suppression`, ...). */
  readonly rule: string;
  readonly level: FindingLevel;
  readonly message: string;
  /** Null where it is about the whole check. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** Bytes that could stay unread, or that are over; null where none are known. */
  readonly bytes: number | null;
}

/** A note changes no verdict. */
export type FindingLevel = 'note' | 'warn' | 'fail';

/** `error`: something could not be estimated; that is no pass. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'error';

export interface CheckSummary {
  readonly verdict: Verdict;
  /** Null where a report of an estimate is shown as one of a check. */
  readonly catalog: string | null;
  /** From the root of the repository to where the names of files start: `analytics`; empty at the root or outside of one. */
  readonly folder: string;
  readonly files: readonly FileSummary[];
  /** Of files and of the whole; those of statements stand with them. */
  readonly findings: readonly Finding[];
  readonly budgets: readonly BudgetResult[];
  /** Null where the check has no base. */
  readonly base: BaseComparison | null;
}

export interface FileSummary {
  readonly file: string;
  /** Of a dbt model: its name, and the bytes that its last run really scanned; null where they are not known. */
  readonly model?: string;
  readonly measuredBytes?: number | null;
  /** Of the text, by which a renamed file is known again; null where only a report of it is there. */
  readonly sha256: string | null;
  /** Of its statements without comments and white space; absent where only a report of an estimate is there. */
  readonly sqlSha256?: string | undefined;
  /** Where its statements begin in those of the report, and how many they are. */
  readonly firstStatement: number;
  readonly statements: number;
  readonly bytesScanned: Interval;
  readonly usd: Interval;
  readonly usdPerMonth: Interval | null;
}

/** How one budget was kept, where it was used the most. */
export interface BudgetResult {
  readonly of: BudgetScope;
  readonly per: BudgetPeriod;
  readonly limit: Amount;
  /** Statements, files or 1 that were held against it. */
  readonly checked: number;
  readonly over: number;
  /** Of which the figures do not say whether they are over. */
  readonly unknown: number;
}
