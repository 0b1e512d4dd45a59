import type { Catalog } from '../catalog/catalog.js';
import { loadCatalog } from '../catalog/load-catalog.js';
import { readCatalogSource } from '../catalog/read-catalog-source.js';
import { catalogTexts, findConfig } from '../config/find-config.js';
import { DryRunError } from '../errors.js';
import { estimate } from '../estimate.js';
import { type QueryOptions, withDefaults } from '../query-options.js';
import type { Report } from '../report.js';
import { requireText } from '../require-text.js';

/** Query options, of which the configuration file gives what is left out. */
export interface DryRunOptions extends Omit<QueryOptions, 'catalog'> {
  /** One that is loaded, or texts as `--catalog` takes them; default: `catalog` of `athena-dryrun.yml`. */
  readonly catalog?: Catalog | string | readonly string[];
}

/** What a text would scan, for the matchers of this module. */
export interface DryRun {
  readonly sql: string;
  readonly report: Report;
}

const loaded = new Map<string, Promise<Catalog>>();

/**
 * Estimates a text as `athena-dryrun estimate` does, with the `athena-dryrun.yml` that is found upwards from the working
 * folder. Throws a `DryRunError` where it cannot be estimated: a matcher's verdict about it would mean nothing.
 */
export async function dryRun(sql: string, options: DryRunOptions = {}): Promise<DryRun> {
  const found = await findConfig(process.cwd(), undefined);
  const { database, region, params } = found.config;
  const { catalog = catalogTexts(found), ...given } = options;
  const report = await estimate(
    requireText(sql, 'sql'),
    withDefaults({
      ...(database === undefined ? {} : { database }),
      ...(region === undefined ? {} : { region }),
      ...given,
      parameters: { ...params, ...given.parameters },
      catalog: await catalogOf(catalog),
    }),
  );
  const [error] = report.statements.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    const place = error.line === null ? '' : ` at ${error.line}:${error.column}`;
    throw new DryRunError('usage', {
      detail: `The SQL cannot be estimated: ${error.message} [${error.code}${place}]`,
    });
  }
  return { sql, report };
}

/** Catalogs that were loaded by name are loaded once, and stay open until `closeCatalogs`. */
async function catalogOf(catalog: Catalog | string | readonly string[]): Promise<Catalog> {
  if (typeof catalog === 'object' && 'databases' in catalog) return catalog;
  const texts = typeof catalog === 'string' ? [catalog] : catalog;
  const key = JSON.stringify(texts);
  const known = loaded.get(key) ?? loadCatalog(texts.map(readCatalogSource));
  loaded.set(key, known);
  return known;
}

/** Ends what the catalogs that were loaded by name hold open. */
export async function closeCatalogs(): Promise<void> {
  const catalogs = await Promise.allSettled(loaded.values());
  loaded.clear();
  for (const catalog of catalogs) if (catalog.status === 'fulfilled') catalog.value.close();
}
