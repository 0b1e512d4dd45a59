import { type Command, InvalidArgumentError } from 'commander';

/** `serve [--port] [--host]` */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve the web playground.')
    .option('--port <number>', 'port to listen on, 0 for any free one', parsePort, 3000)
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .action(async (flags: { readonly port: number; readonly host: string }) => {
      const { startServer } = await import('../../server/start.js');
      await startServer(flags);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}
