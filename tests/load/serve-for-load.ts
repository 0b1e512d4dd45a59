import { startServer } from '../../server/start.js';

/** The playground over the built-in data, for clients that all have one address: nobody is asked to wait a minute. */
await startServer({
  port: 0,
  host: '127.0.0.1',
  limits: { requestsPerMinute: 1e9, runsPerMinute: 1e9 },
  logLevel: 'silent',
  announce: (line) => void process.stdout.write(`${line}\n`),
});
