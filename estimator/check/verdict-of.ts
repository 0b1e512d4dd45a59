import type { CheckedStatement, Finding, Verdict } from './check-report.js';

/** The worst of everything that was found. */
export function verdictOf(statements: readonly CheckedStatement[], findings: readonly Finding[]): Verdict {
  if (statements.some(({ errors }) => errors.length > 0)) return 'error';
  const all = [...statements.flatMap((statement) => statement.findings), ...findings];
  const levels = new Set(all.map(({ level }) => level));
  if (levels.has('fail')) return 'fail';
  return levels.has('warn') ? 'warn' : 'pass';
}
