import type { Interval, Report } from '../../estimator/report.js';
import { formatRunsPerMonth } from '../../estimator/runs-per-month.js';
import type { Question } from '../question.js';
import { quotedForShell } from './quoted-for-shell.js';

/**
 * The question as a gate: its statements in a file, and the check that lets each scan as much as the dearest one does
 * now. Commands that a shell takes as they stand.
 */
export function checkCommand(question: Question, { statements }: Report): string {
  const { sql, database, region, runsPerMonth } = question;
  const options = [
    `--database ${quotedForShell(database)}`,
    `--region ${quotedForShell(region)}`,
    ...(runsPerMonth === null ? [] : [`--runs-per-month ${formatRunsPerMonth(runsPerMonth)}`]),
    ...budget(statements.map(({ bytesScanned }) => bytesScanned)),
  ];
  return [
    'mkdir -p queries',
    `printf '%s\\n' ${quotedForShell(sql.trim())} > queries/query.sql`,
    `npx athena-dryrun check ${options.join(' ')} queries/query.sql`,
  ].join('\n');
}

/** Without a known upper bound there is no budget to hold: what is not known fails then. */
function budget(scanned: readonly Interval[]): readonly string[] {
  const bounds = scanned.map(({ high }) => high);
  const known = bounds.filter((high) => high !== null);
  if (known.length < bounds.length || known.length === 0) return ['--unknown fail'];
  return [`--budget statement=${Math.max(...known)}B`];
}
