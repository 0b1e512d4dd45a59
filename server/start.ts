import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { buildDatasets } from '../datasets/build.js';
import { progressDisplay } from '../datasets/show-progress.js';
import type { Catalog } from '../estimator/catalog/catalog.js';
import { defaultDatabase } from '../estimator/catalog/default-database.js';
import { type CatalogSource, loadCatalog } from '../estimator/catalog/load-catalog.js';
import { DryRunError } from '../estimator/errors.js';
import { loadParser } from '../estimator/sql/parse.js';
import { createApp } from './app.js';
import { createEngine } from './engine/create-engine.js';
import type { Engine } from './engine/engine.js';
import { engineTableOf } from './engine-table-of.js';
import { engineTables } from './engine-tables.js';
import { defaultLimits, type Limits } from './limits.js';
import type { OwnDataLimits } from './own-data/own-data-limits.js';
import { createSessions, type Sessions } from './own-data/sessions.js';
import { createResults, type ResultLimits, type Results } from './results/results.js';
import { stateFolder } from './stored-queries/state-folder.js';
import { createStoredQueries } from './stored-queries/stored-queries.js';
import { createRewrites, type Rewrites } from './what-if/rewrites.js';

export interface ServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
  /** What is served; the built-in datasets, built first where they are missing, unless given. */
  readonly catalog?: readonly CatalogSource[];
  readonly limits?: Partial<Limits>;
  /** What is kept of runs. */
  readonly results?: Partial<ResultLimits>;
  /** What visitors may bring. */
  readonly ownData?: Partial<OwnDataLimits>;
  /** Where queries with a short link are kept; `stateFolder()` unless given. */
  readonly state?: string;
  /** Host names that a proxy in front passes on; a server on a loopback address refuses others. */
  readonly allowedHosts?: readonly string[];
  readonly logLevel?: string;
  /** Gets the line that says where the playground is; standard error by default. */
  readonly announce?: (line: string) => void;
}

export interface RunningServer {
  readonly url: string;
  /** Stops listening, ends running queries and the engine's processes, and waits until all is gone. */
  readonly close: () => Promise<void>;
}

/**
 * Serves the playground; SIGTERM and SIGINT close it. Throws what `loadCatalog` throws, and `usage` where the address
 * cannot be listened on.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const sources = options.catalog ?? [];
  if (sources.length === 0) await buildMissingDatasets();
  const catalog = await loadCatalog(sources);
  const engine = createEngine({ tables: engineTables(catalog) });
  const rewrites = createRewrites();
  const results = createResults(options.results);
  const sessions = createSessions(options.ownData ?? {}, {
    folderDeleted: rewrites.forget,
    dataDeleted: results.forget,
  });
  const logger = createLogger(options.logLevel ?? 'info');
  const limits = { ...defaultLimits, ...options.limits };
  const app = createApp({
    catalog,
    engine,
    engineTableOf,
    rewrites,
    sessions,
    results,
    defaultDatabase: defaultDatabase(catalog),
    logger,
    storedQueries: createStoredQueries(join(options.state ?? stateFolder(), 'queries'), limits.storedBytes),
    limits,
    allowedHosts: options.allowedHosts ?? [],
  });
  const server = createServer({ maxHeaderSize: maximumHeaderBytes }, app);
  try {
    await loadParser();
    const url = await listen(server, options);
    announce(options, `The playground is at ${url}`);
    return { url, close: closeOnSignals(server, { engine, sessions, results, rewrites, catalog }) };
  } catch (error) {
    await engine.close();
    await sessions.close();
    await results.close();
    await rewrites.close();
    catalog.close();
    throw error;
  }
}

async function buildMissingDatasets(): Promise<void> {
  const progress = progressDisplay();
  try {
    await buildDatasets({ onProgress: progress.show });
  } finally {
    progress.stop();
  }
}

function announce({ announce }: ServerOptions, line: string): void {
  if (announce === undefined) process.stderr.write(`${line}\n`);
  else announce(line);
}

/** Room for a link of `linkLength` and a browser's cookies and names. */
const maximumHeaderBytes = 32_768;

/** Requests that are still being answered when the server stops get this long. */
const closingMs = 5_000;

/** To standard error; standard output is for results. */
function createLogger(level: string): Logger {
  return pino({ level }, pino.destination({ dest: 2, sync: true }));
}

function listen(server: Server, { port, host }: ServerOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(new DryRunError('usage', { detail: `Cannot listen on ${host}:${port}: ${error.message}.` }));
    });
    server.listen(port, host, () => resolve(urlOf(server)));
  });
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') return String(address);
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** What the server opened and closes at its end. */
interface Opened {
  readonly engine: Engine;
  readonly sessions: Sessions;
  readonly results: Results;
  readonly rewrites: Rewrites;
  readonly catalog: Catalog;
}

function closeOnSignals(server: Server, opened: Opened): () => Promise<void> {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= closeAll(server, opened).finally(() => {
      for (const signal of signals) process.off(signal, onSignal);
    });
    return closing;
  };
  const onSignal = (): void => void close();
  for (const signal of signals) process.on(signal, onSignal);
  return close;
}

/** What runs goes first: it ends with an error, and so its requests with an answer. */
async function closeAll(server: Server, opened: Opened): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const { engine, sessions, results, rewrites, catalog } = opened;
  await Promise.all([engine.close(), sessions.close(), rewrites.close()]);
  const deadline = setTimeout(() => server.closeAllConnections(), closingMs);
  await closed;
  clearTimeout(deadline);
  await results.close();
  catalog.close();
}
