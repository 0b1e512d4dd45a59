import type { Log, Region, ReportingDescriptor, Result } from 'sarif';
import { printable, printableLines } from '../../render/printable.js';
import type { CheckedStatement, CheckReport } from '../check-report.js';
import { type Complaint, type ComplaintLevel, complaintsOf } from '../complaints-of.js';
import { dearestFile } from '../dearest-file.js';
import { describeRule } from '../describe-rule.js';
import { fingerprintsOf } from '../fingerprints-of.js';
import { repositoryPath } from '../repository-path.js';
import { rulePage } from '../rule-page.js';

const levels: Readonly<Record<ComplaintLevel, Result.level>> = {
  error: 'error',
  fail: 'error',
  warn: 'warning',
  note: 'note',
};

/**
 * SARIF 2.1.0 for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. A finding about the
 * whole is shown at the file with the largest bill, because GitHub takes no result without a place.
 */
export function renderCheckSarif(report: CheckReport): string {
  const complaints: readonly Reported[] = [...complaintsOf(report), ...suppressedOf(report)];
  const fingerprints = fingerprintsOf(complaints);
  const ruleIds = [...new Set(complaints.map(({ rule }) => rule))].sort();
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: report.tool.name, version: report.tool.version, rules: ruleIds.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: complaints.map((complaint, index) => ({
          ruleId: complaint.rule,
          ruleIndex: ruleIds.indexOf(complaint.rule),
          level: levels[complaint.level],
          message: { text: printable(complaint.message) },
          locations: locationsOf(complaint, report),
          ...(complaint.reason === undefined
            ? {}
            : { suppressions: [{ kind: 'inSource', justification: printable(complaint.reason) }] }),
          partialFingerprints: { 'athenaDryrun/v1': fingerprints[index] ?? '' },
        })),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

interface Reported extends Complaint {
  /** Why a comment in the SQL keeps it quiet; absent where none does. */
  readonly reason?: string;
}

function suppressedOf({ statements }: CheckReport): readonly Reported[] {
  return statements.flatMap((statement) =>
    (statement.suppressed ?? []).map((finding) => ({ ...finding, statement })),
  );
}

function ruleOf(id: string): ReportingDescriptor {
  const text = describeRule(id);
  const page = rulePage(id);
  const help = page === null ? { text } : { text, markdown: page };
  return { id, name: id, shortDescription: { text }, fullDescription: { text }, help };
}

function locationsOf(
  { file, line, column, statement }: Complaint,
  report: CheckReport,
): NonNullable<Result['locations']> {
  const shown = file ?? dearestFile(report);
  if (shown === null) return [];
  // A lone half of a character, which only a report can have, is in no address.
  const path = repositoryPath(shown, report).replace(/\p{Cs}/gu, '\ufffd');
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return [
    {
      physicalLocation: {
        artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
        region: { startLine: line ?? 1, startColumn: column ?? 1 },
        ...(statement?.sql === undefined
          ? {}
          : { contextRegion: contextOf(statement.source, statement.sql) }),
      },
    },
  ];
}

/** The statement around the place. */
function contextOf({ line, column }: CheckedStatement['source'], sql: string): Region {
  return { startLine: line, startColumn: column, snippet: { text: printableLines(sql).join('\n') } };
}
