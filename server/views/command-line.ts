import { formatRunsPerMonth } from '../../estimator/runs-per-month.js';
import type { Question } from '../question.js';
import { quotedForShell } from './quoted-for-shell.js';

/** The question as a command that a shell takes as it stands. */
export function commandLine({ sql, database, region, runsPerMonth }: Question): string {
  const runs = runsPerMonth === null ? '' : ` --runs-per-month ${formatRunsPerMonth(runsPerMonth)}`;
  const options = `--database ${quotedForShell(database)} --region ${quotedForShell(region)}${runs}`;
  return `npx athena-dryrun estimate ${options} -e ${quotedForShell(sql)}`;
}
