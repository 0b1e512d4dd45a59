import type { CheckedStatement, FileSummary, Finding, SuppressedFinding } from '../check-report.js';
import { suppressedIn } from '../suppressed-in.js';
import type { Base, SuppressedRule } from './base.js';
import { pairFiles } from './pair-files.js';

/**
 * What this change keeps quiet that the base did not, as notes: a comment can turn a gate off, so that whoever reviews
 * the change has to see it. A base of which that is not known says nothing.
 */
export function newSuppressions(
  files: readonly FileSummary[],
  statements: readonly CheckedStatement[],
  base: Base,
): readonly Finding[] {
  return pairFiles(files, base).flatMap(({ head, base: before }) => {
    if (head === null || (before !== null && before.sha256 === head.sha256)) return [];
    const known = before === null ? [] : before.suppressed;
    if (known === undefined) return [];
    const own = statements.slice(head.firstStatement, head.firstStatement + head.statements);
    return without(suppressedIn(own), known).map((finding) => tell(finding, base.name));
  });
}

/** Each one of the base stands for one of this check, so that a comment that is copied is a new one. */
function without(
  findings: readonly SuppressedFinding[],
  known: readonly SuppressedRule[],
): readonly SuppressedFinding[] {
  const left = known.map(identify);
  return findings.filter((finding) => {
    const at = left.indexOf(identify(finding));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function identify({ rule, reason }: SuppressedRule): string {
  return JSON.stringify([rule, reason]);
}

function tell(
  { rule, reason, message, file, line, column, bytes }: SuppressedFinding,
  base: string,
): Finding {
  return {
    rule: 'new-suppression',
    level: 'note',
    message: `A comment that is not in ${base} suppresses ${rule} (${reason}): ${message}`,
    file,
    line,
    column,
    bytes,
  };
}
