import type { Interval, Note, Reason, Report, StatementReport } from '../../estimator/report.js';
import { type ReasonView, reasonView } from './reason-view.js';

/** Why the bill is no single figure. */
export interface BecauseView {
  /** What is asked, such as `Why a range`. */
  readonly question: string;
  readonly reason: ReasonView;
  /** How many reasons there are beside the first. */
  readonly more: number;
}

/**
 * The first reason of what is open in a bill: that a part of it is not known comes before that a part is a range.
 * Nothing is said of a single figure.
 */
export function becauseView({ statements, total }: Report): BecauseView | null {
  const unknown = statements.filter(({ usd }) => usd.high === null);
  if (unknown.length > 0) return because('Why not known', reasonsOf(unknown));
  const { low } = total.bytesScanned;
  const scans = isOpen(total.bytesScanned) ? reasonsOf(statements) : [];
  const question = low === null ? 'Why only a bound' : 'Why a range';
  if (scans.length > 0) return because(question, scans);
  return isOpen(total.usd) ? because('Why the bill is a range', billNotes(statements)) : null;
}

function isOpen({ low, high }: Interval): boolean {
  return high !== null && low !== high;
}

function because(question: string, reasons: readonly (Reason | Note)[]): BecauseView | null {
  const [first] = reasons;
  return first === undefined ? null : { question, reason: reasonView(first), more: reasons.length - 1 };
}

function reasonsOf(statements: readonly StatementReport[]): readonly Reason[] {
  return statements.flatMap(({ scans }) => scans.flatMap(({ reasons }) => reasons));
}

const billCodes: ReadonlySet<string> = new Set(['minimum_on_nothing', 'minimum_unstated']);

/** Where a bill is a range though the scan is none, notes say why. Statements alike have one reason. */
function billNotes(statements: readonly StatementReport[]): readonly Note[] {
  const notes = statements.flatMap((statement) => statement.notes.filter(({ code }) => billCodes.has(code)));
  return [...new Map(notes.map((note) => [note.code, note])).values()];
}
