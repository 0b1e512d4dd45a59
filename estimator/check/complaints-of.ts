import type { CheckedStatement, CheckReport, Finding, FindingLevel } from './check-report.js';

/** What stands in the way: an error of a statement, or a finding of the gate. */
export interface Complaint extends Omit<Finding, 'level'> {
  readonly level: ComplaintLevel;
  /** Null where it is about a file or the whole. */
  readonly statement: CheckedStatement | null;
}

export type ComplaintLevel = 'error' | FindingLevel;

/** Errors and findings of a report in one list, by statement; those of files and of the whole come last. */
export function complaintsOf({ statements, check }: CheckReport): readonly Complaint[] {
  return [
    ...statements.flatMap(complaintsOfStatement),
    ...check.findings.map((finding) => ({ ...finding, statement: null })),
  ];
}

/** Errors first; an error without a place of its own is at the start of its statement. */
export function complaintsOfStatement(statement: CheckedStatement): readonly Complaint[] {
  const { source, errors, findings } = statement;
  return [
    ...errors.map(
      ({ code, message, line, column }): Complaint => ({
        rule: code,
        level: 'error',
        message,
        file: source.file,
        line: line ?? source.line,
        column: column ?? source.column,
        bytes: null,
        statement,
      }),
    ),
    ...findings.map((finding) => ({ ...finding, statement })),
  ];
}
