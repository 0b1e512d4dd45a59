import type { Change, FileChange } from '../../../estimator/check/base/base-comparison.js';
import type { CheckedStatement, CheckReport, Finding } from '../../../estimator/check/check-report.js';
import { exactly, unknownInterval } from '../../../estimator/pricing/interval.js';
import { totalOf } from '../../../estimator/pricing/total.js';
import type { Interval, StatementReport } from '../../../estimator/report.js';
import { reportOf, statementOf } from '../../render/sample-report.js';

/** What a file's author may try: to break out of each of the formats. */
export const hostileText = [
  '|`x`|',
  '</td><script>alert(1)</script>',
  '](https://evil.example)',
  '@octocat #1 www.evil.example',
  '"\'&quot;]]>-->',
  '%0A::error::x',
  '\n::error::injected\r\n##[error]injected',
  '\u001b[31mred\u0007\u0000\u202egnp\u2028',
  ',;=1+1',
].join(' ');

/** A check report of these statements, with the summary that `check` makes. */
function checkReportOf(
  statements: readonly CheckedStatement[],
  verdict: CheckReport['check']['verdict'],
  findings: readonly Finding[] = [],
): CheckReport {
  const files = [...new Set(statements.map(({ source }) => source.file ?? ''))];
  return {
    ...reportOf(statements),
    statements,
    check: {
      verdict,
      catalog: 'catalog',
      folder: 'analytics',
      files: files.map((file) => {
        const own = statements.filter(({ source }) => source.file === file);
        const { bytesScanned, usd } = totalOf(own);
        const firstStatement = statements.findIndex(({ source }) => source.file === file);
        return {
          file,
          sha256: '0'.repeat(64),
          firstStatement,
          statements: own.length,
          bytesScanned,
          usd,
          usdPerMonth: null,
        };
      }),
      findings,
      budgets: [],
      base: null,
    },
  };
}

function checkedOf(
  file: string,
  line: number,
  bytes: Interval,
  changes: Partial<StatementReport> = {},
  findings: readonly Omit<Finding, 'file' | 'line' | 'column'>[] = [],
): CheckedStatement {
  const source = { file, line, column: 1 };
  return {
    ...statementOf('select', bytes, { source, ...changes }),
    findings: findings.map((finding) => ({ ...finding, file, line, column: 1 })),
  };
}

function scanOf(table: string, bytes: Interval): StatementReport['scans'][number] {
  return {
    database: 'default',
    table,
    line: 2,
    column: 6,
    columns: ['amount', 'category'],
    format: 'parquet',
    partitions: { kept: 1, total: 12 },
    objects: { kept: 1, total: 12 },
    rowGroups: { kept: 3, total: 41 },
    bytes,
    reasons: [],
  };
}

const over = {
  rule: 'budget',
  level: 'fail',
  message: '3.2 GB is over the budget of 1 GB a run for each statement.',
  bytes: 3_200_000_000,
} as const;

const passing = checkReportOf(
  [
    checkedOf('queries/daily.sql', 1, exactly(46_647_759), {
      scans: [scanOf('transactions', exactly(46_647_759))],
      sql: 'SELECT category, sum(amount)\nFROM transactions',
    }),
    checkedOf('queries/hourly.sql', 3, { low: 0, likely: 9_000_000, high: 12_000_000 }),
  ],
  'pass',
);

const failing = checkReportOf(
  [
    checkedOf('queries/daily.sql', 1, exactly(46_647_759)),
    checkedOf(
      'queries/whole.sql',
      7,
      exactly(3_200_000_000),
      { scans: [scanOf('events', exactly(3_200_000_000))] },
      [
        over,
        { rule: 'select-star', level: 'warn', message: 'All 40 columns are read.', bytes: 3_000_000_000 },
      ],
    ),
    checkedOf('queries/whole.sql', 12, exactly(1_200_000_000), {}, [
      { ...over, message: '1.2 GB is over the budget of 1 GB a run for each statement.' },
    ]),
    checkedOf('queries/wrong.sql', 1, unknownInterval, {
      accuracy: 'unknown',
      errors: [{ code: 'unknown_table', message: 'Table sale is not in the catalog.', line: 2, column: 6 }],
    }),
  ],
  'error',
  [
    {
      ...over,
      message: '4.4 GB is over the budget of 2 GB a run for each file.',
      file: 'queries/whole.sql',
      line: null,
      column: null,
    },
    {
      ...over,
      message: '4.45 GB is over the budget of 2 GB a run for everything together.',
      file: null,
      line: null,
      column: null,
    },
  ],
);

const unknown = checkReportOf(
  [
    checkedOf('queries/new.sql', 1, unknownInterval, { accuracy: 'unknown' }, [
      { rule: 'unknown', level: 'warn', message: 'How much this statement scans is not known.', bytes: null },
    ]),
  ],
  'warn',
);

const huge = checkReportOf(
  Array.from({ length: 5000 }, (_, index) =>
    checkedOf(
      `queries/${index % 1000}.sql`,
      1 + Math.floor(index / 1000),
      exactly(index * 1_000_003),
      {},
      index % 5 === 0
        ? [{ ...over, message: `Statement ${index} is over the budget.`, bytes: index * 1_000_003 }]
        : [],
    ),
  ),
  'fail',
);

const hostile = checkReportOf(
  [
    checkedOf(
      `queries/${hostileText}.sql`,
      1,
      exactly(1_000_000),
      {
        scans: [{ ...scanOf(hostileText, exactly(1_000_000)), columns: [hostileText] }],
        sql: `SELECT '${hostileText}'\n\`\`\`\n# heading\n</pre>`,
        errors: [
          {
            code: 'unknown_column',
            message: `Column ${hostileText} cannot be resolved.`,
            line: 1,
            column: 8,
          },
        ],
      },
      [{ ...over, message: hostileText }],
    ),
    checkedOf('::error::file.sql', 1, exactly(1_000_000)),
    checkedOf('=HYPERLINK("https://evil.example")', 1, exactly(1_000_000)),
  ],
  'error',
  [{ ...over, message: hostileText, file: null, line: null, column: null }],
);

function changeOf(base: number | null, head: number | null): Change {
  const difference = (head ?? 0) - (base ?? 0);
  return {
    base: base === null ? null : exactly(base),
    head: head === null ? null : exactly(head),
    delta: exactly(difference),
  };
}

/** Dollars as if every byte were billed. */
function fileChangeOf(
  status: FileChange['status'],
  file: string,
  base: number | null,
  head: number | null,
  rest: Partial<FileChange> = {},
): FileChange {
  const usd = (bytes: number | null): number | null => (bytes === null ? null : (5 * bytes) / 2 ** 40);
  return {
    status,
    file,
    isSameText: false,
    bytesScanned: changeOf(base, head),
    usd: changeOf(usd(base), usd(head)),
    ...rest,
  };
}

const compared: CheckReport = {
  ...failing,
  statements: failing.statements.map((statement, index) =>
    index === 0
      ? {
          ...statement,
          suppressed: [
            {
              ...over,
              rule: 'select-star',
              level: 'warn',
              reason: `every column is exported ${hostileText}`,
              file: 'queries/daily.sql',
              line: 1,
              column: 8,
            },
          ],
        }
      : statement,
  ),
  check: {
    ...failing.check,
    base: {
      name: 'origin/main (1a2b3c4)',
      catalog: 'catalog',
      differences: ['the price is of us-east-1, of the base eu-west-1'],
      changes: [
        fileChangeOf('changed', 'queries/whole.sql', 1_400_000_000, 4_400_000_000),
        fileChangeOf('added', `queries/${hostileText}.sql`, null, 2_000_000),
        fileChangeOf('renamed', 'queries/daily.sql', 46_647_759, 46_647_759, {
          baseFile: 'queries/|old|.sql',
          isSameText: true,
        }),
        fileChangeOf('removed', 'queries/gone.sql', 900_000_000, null),
      ],
      unchanged: 12,
      total: { bytesScanned: changeOf(2_346_647_759, 4_448_647_759), usd: changeOf(0.0107, 0.0202) },
      notCompared: 1,
    },
  },
};

/** By what they show. */
export const sampleCheckReports = {
  passing,
  failing,
  compared,
  unknown,
  empty: checkReportOf([], 'pass'),
  huge,
  hostile,
} as const;
