import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { put, scratchFolder } from '../../catalog/scratch.js';
import { visitor } from '../own-data/visitor.js';
import { type ServedProgram, serveProgram } from './serve-program.js';

const root = scratchFolder();
const data = join(root, 'data');
const small = join(root, 'small');

/** Temporary files on a file system of 4 MB that only this process and its children see; no privilege is needed. */
const onSmallDisk = `mount -t tmpfs -o size=4m none '${small}' && exec "$@"`;
const canMount = spawnSync('unshare', ['-Urm', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

describe.skipIf(!canMount)('a server whose disk is full', () => {
  let server: ServedProgram;

  beforeAll(async () => {
    put(
      data,
      'numbers/a.csv',
      `id,word\n${'7,some words that repeat and are many so that a row is long\n'.repeat(60_000)}`,
    );
    mkdirSync(small);
    const within = `exec unshare -Urm sh -c "$WITHIN" sh "$@"`;
    server = await serveProgram(data, { within, env: { WITHIN: onSmallDisk, TMPDIR: small } });
  });

  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  const full = { code: 'busy', message: 'The disk of the server is full. Try again later.' };

  test('refuses an upload that does not fit, takes one that does', async () => {
    const own = visitor(server.url);
    const refused = await own.upload('large.csv', `a,b\n${'1,2\n'.repeat(2_000_000)}`);
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({ status: 503, error: full });
    expect((await own.upload('small.csv', 'a,b\n1,2\n')).status).toBe(200);
    const run = await own.post('/run.json', { sql: 'SELECT a + b FROM mine.small' });
    expect((await run.json()).result.rows).toEqual([[3]]);
    await own.post('/data/end', {});
  });

  test('cannot keep the rows of a run, and runs the next', async () => {
    const own = visitor(server.url);
    const wide = Array.from({ length: 12 }, (_, index) => `word AS w${index}`).join(', ');
    const refused = await own.post('/run.json', { sql: `SELECT ${wide} FROM numbers` });
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({ status: 503, error: full });
    const next = await own.post('/run.json', { sql: 'SELECT count(*) FROM numbers' });
    expect((await next.json()).result.rows).toEqual([[60_000]]);
  });

  test('cannot write another layout, and estimates all the same', async () => {
    const own = visitor(server.url);
    const question = { sql: 'SELECT count(*) FROM numbers', storage: 'json-none' };
    const refused = await own.post('/what-if.json', question);
    expect({ status: refused.status, ...(await refused.json()) }).toMatchObject({ status: 503, error: full });
    expect((await own.get('/estimate.json', { sql: 'SELECT id FROM numbers' })).status).toBe(200);
  });
});
