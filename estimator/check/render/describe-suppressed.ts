import { countOf } from '../../count-of.js';
import { formatLocation } from '../../render/format-location.js';
import { printable } from '../../render/printable.js';
import type { CheckReport, SuppressedFinding } from '../check-report.js';
import { suppressedIn } from '../suppressed-in.js';

/** What comments in the SQL keep quiet, in words. */
export interface SuppressedTexts {
  /** `2 findings suppressed` */
  readonly title: string;
  /** `budget (backfill) at queries/daily.sql:3:1` */
  readonly lines: readonly string[];
}

/** Null where nothing is suppressed. A reviewer sees what a comment turns off, and why it does. */
export function describeSuppressed({ statements }: CheckReport): SuppressedTexts | null {
  const suppressed = suppressedIn(statements);
  if (suppressed.length === 0) return null;
  return {
    title: `${countOf(suppressed.length, 'finding')} suppressed`,
    lines: suppressed.map(describe),
  };
}

function describe({ rule, reason, file, line, column }: SuppressedFinding): string {
  return `${printable(rule)} (${printable(reason)}) at ${formatLocation(file, line, column)}`;
}
