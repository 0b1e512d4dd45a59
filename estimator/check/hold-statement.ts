import type { StatementReport } from '../report.js';
import type { Finding } from './check-report.js';
import type { CheckSettings } from './check-settings.js';
import { holdBudget } from './hold-budget.js';
import { spendingOf } from './spending.js';
import { unknownLevels } from './unknown-levels.js';

/** What the gate has to say about a statement that was estimated: what is not known of it, and its budgets. */
export function holdStatement(statement: StatementReport, settings: CheckSettings): readonly Finding[] {
  const spending = spendingOf(statement);
  const isUnknown = statement.bytesScanned.high === null;
  const budgets = settings.budgets
    .filter(({ of }) => of === 'statement')
    .map((budget) => holdBudget(spending, budget, settings))
    // That a size is not known is said once, not once more for each budget.
    .filter(({ status }) => !(isUnknown && status === 'unknown'))
    .map(({ finding }) => finding)
    .filter((finding) => finding !== null);
  return [...(isUnknown ? unknownFindings(statement, settings) : []), ...budgets];
}

/** One for each table that is the cause. */
function unknownFindings({ source, scans }: StatementReport, { unknown }: CheckSettings): readonly Finding[] {
  const found = { rule: 'unknown', level: unknownLevels[unknown], file: source.file, bytes: null };
  const causes = scans.filter(({ bytes }) => bytes.high === null);
  if (causes.length === 0) {
    const message = 'How much this statement scans at most is not known.';
    return [{ ...found, message, line: source.line, column: source.column }];
  }
  return causes.map(({ database, table, line, column, reasons }) => {
    const why = reasons.map((reason) => reason.message).join(' ');
    const message = `How much of ${database}.${table} is scanned is not known. ${why}`.trim();
    return { ...found, message, line, column };
  });
}
