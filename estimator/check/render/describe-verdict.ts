import type { CheckReport, Verdict } from '../check-report.js';

const words: Readonly<Record<Verdict, string>> = {
  pass: 'Passed',
  warn: 'Passed with warnings',
  fail: 'Failed',
  error: 'Not all could be estimated',
};

/** `Failed: 2 failures, 1 warning.` */
export function describeVerdict({ statements, check }: CheckReport): string {
  const findings = [...statements.flatMap((statement) => statement.findings), ...check.findings];
  const counts = [
    count(statements.filter(({ errors }) => errors.length > 0).length, 'error'),
    count(findings.filter(({ level }) => level === 'fail').length, 'failure'),
    count(findings.filter(({ level }) => level === 'warn').length, 'warning'),
    count(findings.filter(({ level }) => level === 'note').length, 'note'),
  ].filter((text) => text !== null);
  return `${words[check.verdict]}${counts.length === 0 ? '' : `: ${counts.join(', ')}`}.`;
}

function count(number: number, name: string): string | null {
  return number === 0 ? null : `${number} ${name}${number === 1 ? '' : 's'}`;
}
