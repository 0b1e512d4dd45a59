import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import { formatRunsPerMonth } from '../../estimator/runs-per-month.js';
import type { Question } from '../question.js';
import { quotedForShell } from './quoted-for-shell.js';

/** What a command needs to be asked the question of the page: the catalog, and all of the question but its text. */
export function commandOptions(
  { database, region, runsPerMonth }: Question,
  sources: readonly CatalogSource[],
): readonly string[] {
  return [
    ...sources.map((source) => `--catalog ${quotedForShell(sourceText(source))}`),
    `--database ${quotedForShell(database)}`,
    `--region ${quotedForShell(region)}`,
    ...(runsPerMonth === null ? [] : [`--runs-per-month ${formatRunsPerMonth(runsPerMonth)}`]),
  ];
}

function sourceText({ database, path }: CatalogSource): string {
  return database === null ? path : `${database}=${path}`;
}
