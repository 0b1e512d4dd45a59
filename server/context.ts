import type { Logger } from 'pino';
import type { Catalog, Table } from '../estimator/catalog/catalog.js';
import type { CatalogSource } from '../estimator/catalog/load-catalog.js';
import type { Engine } from './engine/engine.js';
import type { EngineTable } from './engine/engine-table.js';
import type { AddedTable } from './estimating/added-table.js';
import type { Estimators } from './estimating/estimators.js';
import type { Limits } from './limits.js';
import type { OwnTable } from './own-data/own-table.js';
import type { Sessions } from './own-data/sessions.js';
import type { Results } from './results/results.js';
import type { StoredQueries } from './stored-queries/stored-queries.js';
import type { LayoutEngines } from './what-if/layout-engines.js';
import type { Rewrites } from './what-if/rewrites.js';

/** What the playground works on. Whoever makes it also closes it. */
export interface PlaygroundContext {
  readonly catalog: Catalog;
  /** What `catalog` was taken from, as it was named to the server; none: the built-in datasets. */
  readonly catalogSources: readonly CatalogSource[];
  /** Tables of `catalog` that are not everybody's. */
  readonly added: readonly AddedTable[];
  /** What the visitor brought, by name. */
  readonly ownTables: ReadonlyMap<string, OwnTable>;
  readonly estimators: Estimators;
  readonly engine: Engine;
  /** The tables that everybody's engine reads. */
  readonly engineTables: readonly EngineTable[];
  /** A table of the catalog as the engine reads it; null where it cannot. */
  readonly engineTableOf: (table: Table) => EngineTable | null;
  readonly rewrites: Rewrites;
  /** Run queries on what was rewritten. */
  readonly layoutEngines: LayoutEngines;
  readonly sessions: Sessions;
  readonly results: Results;
  readonly storedQueries: StoredQueries;
  /** Of unqualified table names, where the question names none. */
  readonly defaultDatabase: string;
  readonly logger: Logger;
  readonly limits: Limits;
  /** Host names beyond the loopback's that a server on the loopback address answers to. */
  readonly allowedHosts: readonly string[];
  /** Proxies in front, each of which adds to X-Forwarded-For whom it was asked by. */
  readonly proxies: number;
}
