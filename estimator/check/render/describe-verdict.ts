import { countOf } from '../../count-of.js';
import type { CheckReport, Verdict } from '../check-report.js';
import { type ComplaintLevel, complaintsOf } from '../complaints-of.js';
import { suppressedIn } from '../suppressed-in.js';

const words: Readonly<Record<Verdict, string>> = {
  pass: 'Passed',
  warn: 'Passed with warnings',
  fail: 'Failed',
  error: 'Not all could be estimated',
};

const names: Readonly<Record<ComplaintLevel, string>> = {
  error: 'error',
  fail: 'failure',
  warn: 'warning',
  note: 'note',
};

/** `Failed: 2 failures, 1 warning.` */
export function describeVerdict(report: CheckReport): string {
  const complaints = complaintsOf(report);
  const counts = Object.entries(names)
    .map(([level, name]) => ({ name, count: complaints.filter((one) => one.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => countOf(count, name));
  const suppressed = suppressedIn(report.statements).length;
  const all = suppressed === 0 ? counts : [...counts, `${suppressed.toLocaleString('en-US')} suppressed`];
  const word = words[report.check.verdict];
  return all.length === 0 ? `${word}.` : `${word}: ${all.join(', ')}.`;
}
