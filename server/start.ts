import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { buildDatasets } from '../datasets/build.js';
import { progressDisplay } from '../datasets/show-progress.js';
import { defaultDatabase } from '../estimator/catalog/default-database.js';
import { type CatalogSource, loadCatalog } from '../estimator/catalog/load-catalog.js';
import { nameOfSources } from '../estimator/catalog/name-of-sources.js';
import { DryRunError } from '../estimator/errors.js';
import { createApp } from './app.js';
import { createEngine } from './engine/create-engine.js';
import { engineTables } from './engine-tables.js';
import { startEstimators } from './estimating/estimators.js';
import { defaultLimits, type Limits } from './limits.js';
import type { OwnDataLimits } from './own-data/own-data-limits.js';
import { createSessions } from './own-data/sessions.js';
import { createResults, type ResultLimits } from './results/results.js';
import { takeSnapshot } from './snapshot.js';
import { stateFolder } from './stored-queries/state-folder.js';
import { createStoredQueries } from './stored-queries/stored-queries.js';
import { sweepTemporaryFolders } from './sweep-temporary-folders.js';
import { createLayoutEngines } from './what-if/layout-engines.js';
import { createRewrites } from './what-if/rewrites.js';

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
  /** Proxies in front of the server, whose word on a client's address is believed; default 0. */
  readonly proxies?: number;
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
  const limits = { ...defaultLimits, ...options.limits };
  const working: Closeable[] = [];
  const files: Closeable[] = [];
  try {
    await sweepTemporaryFolders();
    const snapshot = await takeSnapshot(sources);
    files.push({ close: snapshot.delete });
    const catalog = { ...(await loadCatalog(snapshot.sources)), name: nameOfSources(sources) };
    files.push(catalog);
    const estimators = await startEstimators(snapshot.sources, limits);
    const tables = engineTables(catalog);
    const engine = createEngine({ tables, waitingMs: limits.runWaitingMs });
    const rewrites = createRewrites();
    const layoutEngines = createLayoutEngines();
    const results = createResults(options.results);
    files.push(results);
    const sessions = createSessions(options.ownData ?? {}, {
      folderDeleted: rewrites.forget,
      dataDeleted: results.forget,
    });
    working.push(estimators, engine, layoutEngines, rewrites, sessions);
    const app = createApp({
      catalog,
      catalogSources: sources,
      added: [],
      ownTables: new Map(),
      estimators,
      engine,
      engineTables: tables,
      engineTableOf: ({ database, name }) =>
        tables.find((one) => one.database === database && one.table === name) ?? null,
      rewrites,
      layoutEngines,
      sessions,
      results,
      storedQueries: createStoredQueries(join(options.state ?? stateFolder(), 'queries'), limits.storedBytes),
      defaultDatabase: defaultDatabase(catalog),
      logger: createLogger(options.logLevel ?? 'info'),
      limits,
      allowedHosts: options.allowedHosts ?? [],
      proxies: options.proxies ?? 0,
    });
    const server = createServer({ maxHeaderSize: maximumHeaderBytes }, app);
    server.timeout = limits.stillMs;
    const url = await listen(server, options);
    announce(options, `The playground is at ${url}`);
    return { url, close: closeOnSignals(server, working, files) };
  } catch (error) {
    await closeEach(working);
    await closeEach(files);
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

interface Closeable {
  readonly close: () => Promise<void> | void;
}

async function closeEach(opened: readonly Closeable[]): Promise<void> {
  await Promise.all(opened.map(({ close }) => close()));
}

function closeOnSignals(
  server: Server,
  working: readonly Closeable[],
  files: readonly Closeable[],
): () => Promise<void> {
  const signals = ['SIGTERM', 'SIGINT'] as const;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= closeAll(server, working, files).finally(() => {
      for (const signal of signals) process.off(signal, onSignal);
    });
    return closing;
  };
  const onSignal = (): void => void close();
  for (const signal of signals) process.on(signal, onSignal);
  return close;
}

/** What works goes first: it ends with an error, and so its requests with an answer. */
async function closeAll(
  server: Server,
  working: readonly Closeable[],
  files: readonly Closeable[],
): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closeEach(working);
  const deadline = setTimeout(() => server.closeAllConnections(), closingMs);
  await closed;
  clearTimeout(deadline);
  await closeEach(files);
}
