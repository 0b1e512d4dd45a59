import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import type { Question } from '../question.js';
import { commandOptions } from './command-options.js';
import { quotedForShell } from './quoted-for-shell.js';

/** The question as a command that a shell takes as it stands. */
export function commandLine(question: Question, sources: readonly CatalogSource[]): string {
  const options = commandOptions(question, sources).join(' ');
  return `npx athena-dryrun estimate ${options} -e ${quotedForShell(question.sql)}`;
}
