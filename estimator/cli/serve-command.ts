import { type Command, InvalidArgumentError, Option } from 'commander';
import { readCatalogSource } from '../catalog/read-catalog-source.js';
import { collect } from './estimating-options.js';

interface ServeFlags {
  readonly catalog: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly proxies: number;
  readonly state?: string;
  readonly logLevel: string;
}

/** `serve [--catalog] [--port] [--host]`; what a container sets by the environment can be set so. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve the web playground.')
    .addOption(
      new Option(
        '--catalog <[name=]path>',
        'data to serve, as for estimate (repeatable; default: the built-in datasets, built first)',
      )
        .argParser(collect)
        .default([]),
    )
    .addOption(
      new Option('--port <number>', 'port to listen on, 0 for any free one')
        .env('PORT')
        .argParser(parsePort)
        .default(3000),
    )
    .addOption(new Option('--host <name>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .addOption(
      new Option('--allowed-hosts <names>', 'host names that a proxy in front passes on, by commas')
        .env('ALLOWED_HOSTS')
        .argParser(parseNames)
        .default([]),
    )
    .addOption(
      new Option('--proxies <number>', 'proxies in front, whose X-Forwarded-For tells clients apart')
        .env('PROXIES')
        .argParser(parseProxies)
        .default(0),
    )
    .addOption(
      new Option(
        '--state <folder>',
        'where queries with a short link are kept (default: XDG_STATE_HOME)',
      ).env('ATHENA_DRYRUN_STATE'),
    )
    .addOption(
      new Option('--log-level <level>', 'what is logged to standard error')
        .env('LOG_LEVEL')
        .choices(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    )
    .action(async ({ catalog, ...flags }: ServeFlags) => {
      const { startServer } = await import('../../server/start.js');
      await startServer({ ...flags, catalog: catalog.map(readCatalogSource) });
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}

function parseProxies(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new InvalidArgumentError('It must be 0 to 99.');
  return Number(text);
}

function parseNames(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
