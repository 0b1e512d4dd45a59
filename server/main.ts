#!/usr/bin/env node
import { DryRunError } from '../estimator/errors.js';
import { startServer } from './start.js';

/** `npm start`: PORT, HOST, LOG_LEVEL and ALLOWED_HOSTS (separated by commas) come from the environment. */
async function main(): Promise<void> {
  const { PORT = '3000', HOST = '127.0.0.1', LOG_LEVEL, ALLOWED_HOSTS = '' } = process.env;
  const port = Number(PORT);
  if (!/^\d+$/.test(PORT) || port > 65_535) {
    throw new DryRunError('usage', { detail: `PORT is ${PORT}; a number from 0 to 65535 was expected.` });
  }
  await startServer({
    port,
    host: HOST,
    allowedHosts: ALLOWED_HOSTS.split(',').map((name) => name.trim().toLowerCase()),
    ...(LOG_LEVEL === undefined ? {} : { logLevel: LOG_LEVEL }),
  });
}

try {
  await main();
} catch (error) {
  if (!(error instanceof DryRunError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
