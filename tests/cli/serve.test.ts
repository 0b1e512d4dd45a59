import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';

const root = scratchFolder();

test('serve says where it is, answers, and is gone after SIGTERM', async () => {
  put(root, 'sales/a.csv', 'id,amount\n1,2.5\n');
  const script = fileURLToPath(new URL('../../dist/estimator/cli.js', import.meta.url));
  const words = ['serve', '--port', '0', '--catalog', root, '--log-level', 'warn'];
  const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  while (!complaints.includes('\n')) await once(child.stderr, 'data');
  const url = /http:\S+/.exec(complaints)?.[0] ?? '';

  const query = new URLSearchParams({ sql: 'SELECT sum(amount) FROM sales' });
  const answer: { result: { rows: unknown } } = await (await fetch(`${url}/run.json?${query}`)).json();
  expect(answer.result.rows).toEqual([[2.5]]);
  const page = await (await fetch(`${url}/?${query}`)).text();
  expect(page).toContain('id="price"');

  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect({ code, complaints }).toEqual({ code: 0, complaints: `The playground is at ${url}\n` });
});
