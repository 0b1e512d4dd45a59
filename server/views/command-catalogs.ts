import type { CatalogSource } from '../../estimator/catalog/load-catalog.js';
import type { Report } from '../../estimator/report.js';
import type { PlaygroundContext } from '../context.js';
import { fileKindOf } from '../own-data/file-kind.js';
import { ownDatabase } from '../own-data/own-database.js';
import type { OwnTable } from '../own-data/own-table.js';
import type { Question } from '../question.js';

/** The catalogs that a command needs for a question. */
export interface CommandCatalogs {
  readonly sources: readonly CatalogSource[];
  /** What to write in place of names that only the user knows; null where the command works as it stands. */
  readonly note: string | null;
}

/** Own data is on this server for a while only: a command reads the file that it was brought from. */
export function commandCatalogs(
  question: Question,
  report: Report,
  { catalogSources, ownTables }: Pick<PlaygroundContext, 'catalogSources' | 'ownTables'>,
): CommandCatalogs {
  const used = usedTables(question, report, ownTables);
  if (used.length === 0) return { sources: catalogSources, note: null };
  const uploads = used.filter((table) => !isDeclared(table));
  const own = [
    ...(uploads.length === 0 ? [] : ['FOLDER-OR-FILE']),
    ...(uploads.length === used.length ? [] : ['DDL-FILE']),
  ];
  const sentences = [
    ...(uploads.length === 0 ? [] : [uploadsText(uploads)]),
    ...(uploads.length === used.length
      ? []
      : ['In place of DDL-FILE: the path of a file that ends in .sql, with the DDL.']),
    ...(catalogSources.length === 0 && readsOthers(report)
      ? ['The built-in datasets are not beside a catalog that is named: the command finds your tables only.']
      : []),
  ];
  return {
    sources: [...catalogSources, ...own.map((path) => ({ database: ownDatabase, path }))],
    note: sentences.join(' '),
  };
}

/** Those that are scanned, and views that are named; all where the text says of none. */
function usedTables(
  { sql, database }: Question,
  { statements }: Report,
  ownTables: PlaygroundContext['ownTables'],
): readonly OwnTable[] {
  const scans = statements.flatMap((statement) => statement.scans);
  const scanned = new Set(scans.filter((scan) => scan.database === ownDatabase).map(({ table }) => table));
  const words = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? []);
  const all = [...ownTables.values()];
  const used = all.filter(({ name, table }) =>
    table.kind === 'view' ? words.has(name.toLowerCase()) : scanned.has(name),
  );
  return used.length === 0 && database === ownDatabase ? all : used;
}

function isDeclared({ table, engineTable }: OwnTable): boolean {
  return table.kind === 'view' || engineTable === null;
}

function readsOthers({ statements }: Report): boolean {
  return statements.some(({ scans }) => scans.some(({ database }) => database !== ownDatabase));
}

/** A table is called as its file is. A single `.json` would be taken for the tables of AWS Glue: it goes in a folder. */
function uploadsText(uploads: readonly OwnTable[]): string {
  const files = uploads.map(({ name, origin }) => {
    const needed = name + origin.slice(fileKindOf(origin).stem.length);
    return needed === origin ? origin : `${origin}, to be called ${needed}`;
  });
  return files.length === 1 && !/\.json$/i.test(uploads[0]?.origin ?? '')
    ? `In place of FOLDER-OR-FILE: the path of the file that you uploaded (${files[0]}).`
    : `In place of FOLDER-OR-FILE: the path of a folder with what you uploaded (${files.join('; ')}).`;
}
