import type { SharedOptions } from '../estimate-inputs.js';
import { totalOf } from '../pricing/total.js';
import { tool } from '../tool.js';
import type { Base } from './base/base.js';
import type { BaseComparison } from './base/base-comparison.js';
import { compareWithBase } from './base/compare-with-base.js';
import { judgeIncrease } from './base/judge-increase.js';
import { newSuppressions } from './base/new-suppressions.js';
import { type CheckedInput, checkFile } from './check-file.js';
import type { CheckInput } from './check-input.js';
import type { BudgetResult, CheckedStatement, CheckReport, FileSummary, Finding } from './check-report.js';
import type { BudgetScope, CheckSettings } from './check-settings.js';
import { hashText } from './hash-text.js';
import { holdBudget } from './hold-budget.js';
import { inOrder } from './in-order.js';
import { type Spending, spendingOf, sumOfSpending } from './spending.js';
import { unfitTables } from './unfit-tables.js';
import { verdictOf } from './verdict-of.js';

export interface CheckOptions extends SharedOptions {
  readonly settings: CheckSettings;
  /** From the root of the repository to where the names of files start. */
  readonly folder: string;
  /** Makes what this check is compared with, from what was found of its files; null: nothing is compared. */
  readonly base: ((head: readonly FileSummary[]) => Promise<Base>) | null;
  /** What was found before any file was read. */
  readonly findings: readonly Finding[];
  readonly runsPerMonthOf: (file: string | null) => number | null;
}

/** While the catalog answers for one file, others are parsed and planned. */
const filesAtATime = 8;

/**
 * Estimates many files and holds them against the settings: the report that a gate decides by. Files are read a
 * few at a time, and only their figures and findings are kept.
 */
export async function check(
  inputs: Iterable<CheckInput> | AsyncIterable<CheckInput>,
  options: CheckOptions,
): Promise<CheckReport> {
  const { settings, engine, price } = options;
  const statements: CheckedStatement[] = [];
  const files: FileSummary[] = [];
  const findings: Finding[] = [...options.findings, ...unfitTables(settings, options.catalog)];
  const ofFiles: Spending[] = [];
  const checkOne = async (input: CheckInput): Promise<Checked> => {
    const runsPerMonth = options.runsPerMonthOf(input.file);
    return { input, checked: await checkFile(input, { ...options, runsPerMonth }, settings) };
  };
  for await (const { input, checked } of inOrder(inputs, filesAtATime, checkOne)) {
    ofFiles.push(sumOfSpending(spendingsOf(checked.statements), input.file));
    files.push(summaryOf(input, statements.length, checked.statements));
    statements.push(...checked.statements);
    findings.push(...checked.findings);
  }
  const spendings: Readonly<Record<BudgetScope, readonly Spending[]>> = {
    statement: spendingsOf(statements),
    file: ofFiles,
    total: [sumOfSpending(ofFiles, null)],
  };
  const budgets = settings.budgets.map((budget) => {
    const held = spendings[budget.of].map((spending) => holdBudget(spending, budget, settings));
    const count = (status: string): number => held.filter((each) => each.status === status).length;
    if (budget.of !== 'statement') {
      findings.push(...held.map(({ finding }) => finding).filter((finding) => finding !== null));
    }
    return {
      ...budget,
      checked: held.length,
      over: count('over'),
      unknown: count('unknown'),
    } satisfies BudgetResult;
  });
  const before = options.base === null ? null : await options.base(files);
  const base = before === null ? null : comparisonWith(before, files, options);
  if (base !== null) findings.push(...judgeIncrease(base, settings));
  if (before !== null) findings.push(...newSuppressions(files, statements, before));
  return {
    schemaVersion: 1,
    tool,
    engine,
    price,
    statements,
    total: totalOf(statements),
    check: {
      verdict: verdictOf(statements, findings),
      catalog: options.catalog.name,
      folder: options.folder,
      files,
      findings,
      budgets,
      base,
    },
  };
}

interface Checked {
  readonly input: CheckInput;
  readonly checked: CheckedInput;
}

function comparisonWith(
  base: Base,
  files: readonly FileSummary[],
  { catalog, price, engine }: CheckOptions,
): BaseComparison {
  return compareWithBase({ files, catalog: catalog.name, price, engine }, base);
}

/** Of what was estimated: an error is told as such. */
function spendingsOf(statements: readonly CheckedStatement[]): readonly Spending[] {
  return statements.filter(({ errors }) => errors.length === 0).map(spendingOf);
}

function summaryOf(
  { file, text, model }: CheckInput,
  firstStatement: number,
  statements: readonly CheckedStatement[],
): FileSummary {
  const { bytesScanned, usd, usdPerMonth } = sumOfSpending(statements.map(spendingOf), file);
  const sums = { firstStatement, statements: statements.length, bytesScanned, usd, usdPerMonth };
  if (model === undefined) return { file, ...hashText(text), ...sums };
  return { file, model: model.name, ...hashText(text), ...sums, measuredBytes: model.measuredBytes };
}
