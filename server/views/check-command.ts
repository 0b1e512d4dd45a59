import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import type { Interval, Report } from '../../estimator/report.js';
import type { Question } from '../question.js';
import { commandOptions } from './command-options.js';
import { quotedForShell } from './quoted-for-shell.js';

/**
 * The question as a gate: its statements in a file, and the check that lets each scan as much as the dearest one does
 * now, by a report of the data that the check will look at. Commands that a shell takes as they stand.
 */
export function checkCommand(
  question: Question,
  { statements }: Report,
  sources: readonly CatalogSource[],
): string {
  const options = [
    ...commandOptions(question, sources),
    ...budget(statements.map(({ bytesScanned }) => bytesScanned)),
  ];
  return [
    'mkdir -p queries',
    `printf '%s\\n' ${quotedForShell(question.sql.trim())} > queries/query.sql`,
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
