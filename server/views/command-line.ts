import type { Question } from '../question.js';

/** The question as a command that a shell takes as it stands. */
export function commandLine({ sql, database, region, runsPerMonth }: Question): string {
  const runs = runsPerMonth === null ? '' : ` --runs-per-month ${runsPerMonth}`;
  const options = `--database ${quoted(database)} --region ${quoted(region)}${runs}`;
  return `npx athena-dryrun estimate ${options} -e ${quoted(sql)}`;
}

/** In single quotes nothing means anything to a POSIX shell, but a single quote. */
function quoted(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
