import { estimateInputs, type Input, type SharedOptions } from '../estimate-inputs.js';
import type { StatementReport } from '../report.js';
import type {
  BudgetResult,
  CheckedStatement,
  CheckReport,
  FileSummary,
  Finding,
  Verdict,
} from './check-report.js';
import type { BudgetScope, CheckSettings } from './check-settings.js';
import { groupByFile } from './group-by-file.js';
import { holdBudget } from './hold-budget.js';
import { type Spending, spendingOf, sumOfSpending } from './spending.js';

export interface CheckOptions extends SharedOptions {
  readonly settings: CheckSettings;
  /** From the root of the repository to where the names of files start. */
  readonly folder: string;
  readonly runsPerMonthOf: (file: string | null) => number | null;
}

/** Estimates many files and holds them against the settings: the report that a gate decides by. */
export async function check(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  options: CheckOptions,
): Promise<CheckReport> {
  const { settings } = options;
  const report = await estimateInputs(inputs, options, options.runsPerMonthOf);
  const estimated = report.statements.filter(({ errors }) => errors.length === 0);
  const spendings: Readonly<Record<BudgetScope, readonly Spending[]>> = {
    statement: estimated.map(spendingOf),
    file: byFile(estimated.map(spendingOf)),
    total: [sumOfSpending(estimated.map(spendingOf), null)],
  };
  const statements = report.statements.map((statement) => checkStatement(statement, settings));
  const findings = [...spendings.file, ...spendings.total].flatMap((spending) =>
    hold(spending, spending.place.file === null ? 'total' : 'file', settings),
  );
  const all = [...statements.flatMap((statement) => statement.findings), ...findings];
  return {
    ...report,
    statements,
    check: {
      verdict: verdictOf(report.statements, all),
      catalog: options.catalog.name,
      folder: options.folder,
      files: summariesOf(report.statements),
      findings,
      budgets: settings.budgets.map(
        (budget): BudgetResult => ({
          ...budget,
          checked: spendings[budget.of].length,
          over: spendings[budget.of].filter(
            (spending) => holdBudget(spending, budget, settings)?.level === 'fail',
          ).length,
        }),
      ),
    },
  };
}

function checkStatement(statement: StatementReport, settings: CheckSettings): CheckedStatement {
  if (statement.errors.length > 0) return { ...statement, findings: [] };
  const spending = spendingOf(statement);
  return {
    ...statement,
    findings: [...unknownFindings(spending, settings), ...hold(spending, 'statement', settings)],
  };
}

/** A figure without an upper bound never passes in silence; a budget that cannot be held against it says so itself. */
function unknownFindings(
  { bytesScanned, place }: Spending,
  { unknown, budgets }: CheckSettings,
): readonly Finding[] {
  const hasOwnBudget = budgets.some(({ of }) => of === 'statement');
  if (bytesScanned.high !== null || unknown === 'allow' || hasOwnBudget) return [];
  const message = 'How much this statement scans is not known.';
  return [{ rule: 'unknown', level: unknown, message, ...place, bytes: null }];
}

function hold(spending: Spending, scope: BudgetScope, settings: CheckSettings): readonly Finding[] {
  return settings.budgets
    .filter(({ of }) => of === scope)
    .map((budget) => holdBudget(spending, budget, settings))
    .filter((finding) => finding !== null);
}

function byFile(spendings: readonly Spending[]): readonly Spending[] {
  return [...groupByFile(spendings, ({ place }) => place.file)].map(([file, own]) =>
    sumOfSpending(own, file),
  );
}

function summariesOf(statements: readonly StatementReport[]): readonly FileSummary[] {
  return [...groupByFile(statements, ({ source }) => source.file)].map(([file, own]) => {
    const { bytesScanned, usd, usdPerMonth } = sumOfSpending(own.map(spendingOf), file);
    return { file, statements: own.length, bytesScanned, usd, usdPerMonth };
  });
}

function verdictOf(statements: readonly StatementReport[], findings: readonly Finding[]): Verdict {
  if (statements.some(({ errors }) => errors.length > 0)) return 'error';
  const levels = new Set(findings.map(({ level }) => level));
  if (levels.has('fail')) return 'fail';
  return levels.has('warn') ? 'warn' : 'pass';
}
