import type { DryRunError } from '../errors.js';
import { estimateInput, type SharedOptions } from '../estimate-inputs.js';
import type { EstimatedStatement } from '../estimated-statement.js';
import { failedStatement } from '../failed-statement.js';
import { applyRules } from './apply-rules.js';
import { type BrokenComment, brokenRunsComments } from './broken-runs-comments.js';
import type { CheckInput } from './check-input.js';
import type { CheckedStatement, Finding } from './check-report.js';
import type { CheckSettings } from './check-settings.js';
import { holdStatement } from './hold-statement.js';
import { readSuppressions, type Suppression } from './suppressions.js';

export interface CheckedInput {
  readonly statements: readonly CheckedStatement[];
  /** About the file, not one of its statements. */
  readonly findings: readonly Finding[];
}

/** Estimates one file and says what the rules and the budgets of statements find in it. */
export async function checkFile(
  input: CheckInput,
  options: SharedOptions,
  settings: CheckSettings,
): Promise<CheckedInput> {
  if (input.failure !== undefined) return unreadFile(input.file, input.failure);
  const { adapt, writtenLine = (line: number) => line } = input.model ?? {};
  const raw = await estimateInput(input, options);
  const estimated = adapt === undefined ? raw : raw.map(adapt);
  const place = { file: input.file, line: 1, column: 1 };
  if (estimated[0]?.report.errors[0]?.code === 'empty_input') {
    const message = 'There is no SQL statement in this file.';
    return {
      statements: [],
      findings: [{ rule: 'empty-file', level: 'note', message, ...place, bytes: null }],
    };
  }
  const { valid, broken } = readSuppressions(input.text);
  const statements: CheckedStatement[] = [];
  const complain = (rule: string, { message, line, column }: BrokenComment): Finding => {
    const place = { file: input.file, line: writtenLine(line), column };
    return { rule, level: 'warn', message, ...place, bytes: null };
  };
  const findings: Finding[] = [
    ...broken.map((comment) => complain('suppression', comment)),
    ...brokenRunsComments(input.text).map((comment) => complain('runs-per-month', comment)),
  ];
  let from = 0;
  for (const [index, statement] of estimated.entries()) {
    const next = estimated[index + 1];
    const to =
      next === undefined
        ? input.text.length
        : Math.min(endOfLine(input.text, statement.span.end), next.span.start);
    const own = valid.filter(({ offset }) => offset >= from && offset < to);
    from = to;
    const all = findingsIn(statement, options, settings);
    const quiet = (finding: Finding): Suppression | undefined =>
      own.find(({ rules }) => rules.includes(finding.rule));
    const suppressed = all.flatMap((finding) => {
      const suppression = quiet(finding);
      return suppression === undefined ? [] : [{ ...finding, reason: suppression.reason }];
    });
    statements.push({
      ...statement.report,
      findings: all.filter((finding) => quiet(finding) === undefined),
      ...(suppressed.length === 0 ? {} : { suppressed }),
    });
    if (statement.report.errors.length === 0) findings.push(...unused(own, all, input.file, writtenLine));
  }
  return { statements, findings };
}

/** The other files are checked all the same. */
function unreadFile(file: string, failure: DryRunError): CheckedInput {
  const source = { file, line: 1, column: 1 };
  const statement = failedStatement({ kind: 'unknown', source }, failure, null);
  return { statements: [{ ...statement, findings: [] }], findings: [] };
}

/** A statement that cannot be estimated has its error, and nothing else is known of it. */
function findingsIn(
  statement: EstimatedStatement,
  options: SharedOptions,
  settings: CheckSettings,
): readonly Finding[] {
  if (statement.report.errors.length > 0) return [];
  return [...holdStatement(statement.report, settings), ...applyRules(statement, settings, options.price)];
}

/** A comment after the semicolon, on the same line, still is about the statement before. */
function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline;
}

/** A suppression that keeps nothing quiet is in the way of seeing what it once did. */
function unused(
  suppressions: readonly Suppression[],
  findings: readonly Finding[],
  file: string | null,
  writtenLine: (line: number) => number,
): readonly Finding[] {
  return suppressions.flatMap(({ rules, line, column }) =>
    rules
      .filter((rule) => !findings.some((finding) => finding.rule === rule))
      .map((rule): Finding => {
        const message = `Nothing is found here that ${rule} would say; the comment can go.`;
        return {
          rule: 'unused-suppression',
          level: 'warn',
          message,
          file,
          line: writtenLine(line),
          column,
          bytes: null,
        };
      }),
  );
}
