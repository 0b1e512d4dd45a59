import type { Report } from '../report.js';
import type { CheckReport, FileSummary } from './check-report.js';
import { groupByFile } from './group-by-file.js';
import { spendingOf, sumOfSpending } from './spending.js';

/** An estimate in the form of a check that held it against nothing, for the formats that checks have. */
export function asCheckReport(report: Report): CheckReport {
  const { statements } = report;
  const hasErrors = statements.some(({ errors }) => errors.length > 0);
  return {
    ...report,
    statements: statements.map((statement) => ({ ...statement, findings: [] })),
    check: {
      verdict: hasErrors ? 'error' : 'pass',
      catalog: null,
      folder: '',
      files: filesOf(report),
      findings: [],
      budgets: [],
      base: null,
    },
  };
}

function filesOf({ statements }: Report): readonly FileSummary[] {
  return [...groupByFile(statements, ({ source }) => source.file)].map(([file, own]) => {
    const { bytesScanned, usd, usdPerMonth } = sumOfSpending(own.map(spendingOf), file);
    const firstStatement = statements.findIndex(({ source }) => source.file === file);
    return { file, sha256: null, firstStatement, statements: own.length, bytesScanned, usd, usdPerMonth };
  });
}
