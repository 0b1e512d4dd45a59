import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { serveDatasets } from '../serve-datasets.js';
import { serveProgram } from './serve-program.js';

const root = scratchFolder();

/** Sends the beginning of a form with a file and then nothing. */
function beginUpload(url: string): ClientRequest {
  const headers = { 'Content-Type': 'multipart/form-data; boundary=X' };
  const sent = request(`${url}/data.json`, { method: 'POST', headers });
  sent.on('error', () => undefined);
  sent.write(
    '--X\r\nContent-Disposition: form-data; name="file"; filename="secretword.csv"\r\n\r\nsecretword\n1\n',
  );
  return sent;
}

test('clients that go away leave a line in the log, and nothing of what they sent', async () => {
  put(root, 'transactions/a.csv', `id,amount\n${'1,2.5\n'.repeat(200_000)}`);
  const server = await serveProgram(root, { logLevel: 'info' });
  const upload = beginUpload(server.url);
  await once(upload, 'socket');
  const sql = 'SELECT id, amount AS secretword FROM transactions';
  const run = await fetch(`${server.url}/run.json`, { method: 'POST', body: new URLSearchParams({ sql }) });
  const { result } = await run.json();
  upload.destroy();
  const download = request(`${server.url}${result.links.csv}`);
  download.on('error', () => undefined);
  download.end();
  await once(download, 'response');
  download.destroy();
  await expect.poll(() => server.log().match(/request aborted/g)?.length, { timeout: 20_000 }).toBe(2);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
  const [, ...lines] = server.log().trimEnd().split('\n');
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty('req');
  expect(server.log()).not.toContain('secretword');
});

test('a connection that stands still is ended', async () => {
  const served = await serveDatasets({ limits: { stillMs: 300 } });
  const upload = beginUpload(served.url);
  // `once` would reject: the end is an error for whoever sends.
  await new Promise((resolve) => upload.once('close', resolve));
  expect((await served.get('/health')).status).toBe(200);
  await served.close();
});
