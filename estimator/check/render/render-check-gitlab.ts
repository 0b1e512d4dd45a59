import { printable } from '../../render/printable.js';
import type { CheckReport } from '../check-report.js';
import { type ComplaintLevel, complaintsOf } from '../complaints-of.js';
import { dearestFile } from '../dearest-file.js';
import { fingerprintsOf } from '../fingerprints-of.js';
import { repositoryPath } from '../repository-path.js';

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

const severities: Readonly<Record<ComplaintLevel, Severity>> = {
  error: 'critical',
  fail: 'major',
  warn: 'minor',
  note: 'info',
};

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function renderCheckGitlab(report: CheckReport): string {
  const complaints = complaintsOf(report);
  const fingerprints = fingerprintsOf(complaints);
  const issues = complaints.map(({ rule, level, message, file, line }, index) => ({
    description: printable(message),
    check_name: rule,
    fingerprint: fingerprints[index],
    severity: severities[level],
    location: {
      path: repositoryPath(file ?? dearestFile(report) ?? 'standard-input', report),
      lines: { begin: line ?? 1 },
    },
  }));
  return JSON.stringify(issues, null, 2);
}
