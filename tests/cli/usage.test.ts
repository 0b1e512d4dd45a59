import { expect, test } from 'vitest';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const folder = scratchFolder();

test.each([
  [['estimate', '--formt', 'json'], "unknown option '--formt'\n(Did you mean --format?)"],
  [['estimat', 'x'], "unknown command 'estimat'\n(Did you mean estimate?)"],
  [['estimate'], 'No SQL is given'],
  [['estimate', '-', '-'], 'can be read only once'],
  [['estimate', 'no-such-file.sql'], 'no-such-file.sql cannot be read: there is no such file.'],
  [['estimate', '.'], '. cannot be read: it is a folder.'],
  [['estimate', '-e', 'SELECT 1', '--region', 'us-esat-1'], 'Did you mean us-east-1?'],
  [['estimate', '-e', 'SELECT 1', '--format', 'xml'], 'Allowed choices are text, json, markdown.'],
  [['estimate', '-e', 'SELECT 1', '--engine', 'presto'], 'Allowed choices are athena, trino.'],
  [['estimate', '-e', 'SELECT 1', '--at', '2024-02-30'], 'Write it as 2024-01-15'],
  [['estimate', '-e', 'SELECT 1', '--at', 'yesterday'], 'Write it as 2024-01-15'],
  [['estimate', '-e', 'SELECT 1', '--runs-per-month', '0'], 'a number above 0'],
  [['estimate', '-e', 'SELECT 1', '--runs-per-month', '1e300'], 'at most 1,000,000,000'],
  [['estimate', '-e', 'SELECT 1', '--param', 'day'], 'name=value'],
  [['compare', '-e', 'SELECT 1', '-e', 'SELECT 2'], 'compare takes one text'],
  [['serve', '--port', '99999'], '0 to 65535'],
  [['catalog', 'from-folder', '.'], "required option '-o, --output <folder>'"],
])('%j exits 2, says why on standard error, and prints no result', async (words, complaint) => {
  const { code, stdout, stderr } = await runCli(words);
  expect(stderr).toContain(complaint);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('text that is not UTF-8 is refused', async () => {
  const file = put(folder, 'a.sql', Buffer.from([0x53, 0xff]));
  const { code, stderr } = await runCli(['estimate', file]);
  expect(code).toBe(2);
  expect(stderr).toContain('it is not UTF-8 text.');
});

test.each([['--help'], ['estimate', '--help'], ['help', 'compare'], ['--version']])(
  '%j exits 0',
  async (...words) => {
    const { code, stdout, stderr } = await runCli(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('\u001b');
  },
);

test('without a verb the help goes to standard error', async () => {
  const { code, stdout, stderr } = await runCli([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Usage: athena-dryrun');
});
