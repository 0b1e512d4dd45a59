import Builder from 'fast-xml-builder';
import { describeFigures, nameKind } from '../../render/describe-statement.js';
import { formatLocation } from '../../render/format-location.js';
import { printable, printableLines } from '../../render/printable.js';
import type { CheckedStatement, CheckReport, SuppressedFinding } from '../check-report.js';
import {
  type Complaint,
  type ComplaintLevel,
  complaintsOf,
  complaintsOfStatement,
} from '../complaints-of.js';
import { groupByFile } from '../group-by-file.js';
import { suppressedIn } from '../suppressed-in.js';
import { describeVerdict } from './describe-verdict.js';

interface TestCase {
  readonly file: string | null;
  readonly name: string;
  readonly complaints: readonly Complaint[];
  readonly output: string;
}

type Outcome = 'error' | 'failure' | 'system-out';

const outcomes: Readonly<Record<ComplaintLevel, Outcome>> = {
  error: 'error',
  fail: 'failure',
  warn: 'system-out',
  note: 'system-out',
};

/**
 * JUnit XML as CI systems read it: a suite for each file, a test for each statement, and one for the budgets of the
 * file or of the whole. Warnings don't fail a test; they stand in its output.
 */
export function renderCheckJunit(report: CheckReport): string {
  const ofFiles = complaintsOf(report).filter(({ statement }) => statement === null);
  const cases = [
    ...report.statements.map(caseOfStatement),
    ...report.check.files.map(({ file }) => caseOfBudgets(file, ofFiles, '')),
    caseOfBudgets(null, ofFiles, describeVerdict(report)),
  ];
  const suites = [
    ...[...groupByFile(cases, ({ file }) => file)].map(([file, own]) => suiteOf(file, own)),
    suiteOf(
      report.tool.name,
      cases.filter(({ file }) => file === null),
    ),
  ];
  const builder = new Builder({ format: true, ignoreAttributes: false, suppressEmptyNode: true });
  const document = {
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: { '@_name': report.tool.name, ...countsOf(cases), testsuite: suites },
  };
  return builder.build(document).trimEnd();
}

function caseOfStatement(statement: CheckedStatement): TestCase {
  const { source, kind } = statement;
  const { cost, scanned } = describeFigures(statement);
  return {
    file: source.file,
    name: `${formatLocation(null, source.line, source.column)} ${nameKind(kind)}`,
    complaints: complaintsOfStatement(statement),
    output: [
      statement.errors.length > 0 ? '' : `${cost}, ${scanned} scanned`,
      ...suppressedIn([statement]).map(describeQuiet),
      ...sqlOf(statement),
    ]
      .filter((line) => line !== '')
      .join('\n'),
  };
}

function sqlOf({ sql }: CheckedStatement): readonly string[] {
  return sql === undefined ? [] : printableLines(sql);
}

function caseOfBudgets(file: string | null, complaints: readonly Complaint[], output: string): TestCase {
  const name = file === null ? 'everything together' : 'the file';
  return { file, name, complaints: complaints.filter((one) => one.file === file), output };
}

function suiteOf(title: string, cases: readonly TestCase[]): object {
  const name = printable(title);
  return {
    '@_name': name,
    ...countsOf(cases),
    testcase: cases.map(({ name: test, complaints, output }) => {
      const [worst] = [...complaints].filter(isFailure);
      const lines = complaints.map(describe);
      const text = [output, ...complaints.filter((one) => !isFailure(one)).map(describe)].filter(
        (line) => line !== '',
      );
      return {
        '@_name': test,
        '@_classname': name,
        ...(worst === undefined
          ? {}
          : {
              [outcomes[worst.level]]: {
                '@_type': printable(worst.rule),
                '@_message': printable(worst.message),
                '#text': lines.join('\n'),
              },
            }),
        ...(text.length === 0 ? {} : { 'system-out': text.join('\n') }),
      };
    }),
  };
}

function countsOf(cases: readonly TestCase[]): Readonly<Record<string, number>> {
  const worst = cases.map(({ complaints }) => complaints.find(isFailure)?.level);
  return {
    '@_tests': cases.length,
    '@_errors': worst.filter((level) => level === 'error').length,
    '@_failures': worst.filter((level) => level === 'fail').length,
  };
}

function isFailure({ level }: Complaint): boolean {
  return outcomes[level] !== 'system-out';
}

function describeQuiet({ rule, message, reason }: SuppressedFinding): string {
  return `suppressed (${printable(reason)}): ${printable(message)} [${printable(rule)}]`;
}

function describe({ file, line, column, level, message, rule }: Complaint): string {
  const place = formatLocation(file, line, column);
  return `${place === '' ? '' : `${place}: `}${level}: ${printable(message)} [${printable(rule)}]`;
}
