import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkFormats } from '../../estimator/check/render/registry.js';
import { put, scratchFolder } from '../catalog/scratch.js';
import { runCli } from './run-cli.js';

const cwd = scratchFolder();
put(cwd, 'data/notes.csv', `id,text\n${'1,abcdefgh\n'.repeat(1000)}`);
put(cwd, 'q/a.sql', 'SELECT text FROM notes;\n\n  SELECT nothing FROM notes');
put(cwd, 'q/b.sql', 'SELECT id FROM notes');

const words = ['q', '--catalog', 'data', '--budget', 'statement=1kB', '--at', '2024-01-01'];
const outputs = checkFormats.flatMap((format) => ['--output', `${format}=run.${format}`]);
await runCli(['check', ...words, ...outputs], { cwd });
const { stdout: estimate } = await runCli(
  ['estimate', 'q/a.sql', 'q/b.sql', '--catalog', 'data', '--format', 'json'],
  { cwd },
);
put(cwd, 'estimate.json', estimate);
const report = JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8'));

test.each(checkFormats)('%s comes out of the JSON as it came out of the check', async (format) => {
  const { code, stdout, stderr } = await runCli(['render', 'run.json', '--format', format], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(readFileSync(join(cwd, `run.${format}`), 'utf8'));
});

describe('an estimate', () => {
  test('is rendered as estimate does', async () => {
    const rendered = await runCli(['render', 'estimate.json'], { cwd });
    const { stdout } = await runCli(['estimate', 'q/a.sql', 'q/b.sql', '--catalog', 'data'], { cwd });
    expect(rendered.stdout).toBe(stdout);
  });

  test('has the formats of a check too, and is read from standard input', async () => {
    const { code, stdout } = await runCli(['render', '-', '--format', 'csv'], { cwd, input: estimate });
    expect([code, stdout.trim().split('\n').length]).toEqual([0, 4]);
  });
});

describe.each<[string, string, string]>([
  ['another schema', JSON.stringify({ ...report, schemaVersion: 2 }), 'schemaVersion 2 is not 1.'],
  ['no schema', '{}', 'it has no schemaVersion.'],
  ['no JSON', '{"a', 'it is no JSON'],
  ['no object', '[]', 'it is no JSON object.'],
  ['a missing field', JSON.stringify({ ...report, price: {} }), 'price.region'],
  ['bytes as text', JSON.stringify(report).replace(/"high":\d+/, '"high":"1"'), '.high'],
  ['bytes below 0', JSON.stringify(report).replace(/"high":\d+/, '"high":-5'), 'a number of at least 0'],
  ['a part of a byte', JSON.stringify(report).replace(/"high":\d+/, '"high":1.5'), 'a whole number was'],
  ['no end of bytes', JSON.stringify(report).replace(/"high":\d+/, '"high":1e999'), 'a whole number was'],
  ['dollars below 0', JSON.stringify(report).replace(/"usd":\{"low":[^,]+/, '"usd":{"low":-1'), 'usd.low'],
  [
    'a rule with a command in it',
    JSON.stringify(report).replace('"rule":"budget"', '"rule":"a\\n::error::x"'),
    'a name of letters',
  ],
  ['a comparison', '{"schemaVersion": 1, "layouts": []}', 'only reports of estimate and check'],
])('%s', (name, text, complaint) => {
  test('exits 2 and says why', async () => {
    const path = put(cwd, `${name.replaceAll(' ', '-')}.json`, text);
    const { code, stdout, stderr } = await runCli(['render', path], { cwd });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(complaint);
    expect(stderr).toContain('[invalid_report]');
  });
});

test('nothing that a report says begins a line of its own', async () => {
  const price = {
    ...report.price,
    region: 'a\n::error::x',
    source: 'b\n::error::x',
    verified: 'c\n::error::x',
  };
  const check = { ...report.check, catalog: 'd\n::error::x' };
  const text = JSON.stringify({ ...report, price, check });
  for (const format of ['text', 'github', 'markdown']) {
    const path = put(cwd, 'doctored.json', text);
    const { code, stdout } = await runCli(['render', path, '--format', format], { cwd });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^::error::x/m);
  }
});

test('fields of a later version may be there', async () => {
  const later = put(cwd, 'later.json', JSON.stringify({ ...report, later: { any: 'thing' } }));
  const { code, stdout } = await runCli(['render', later, '--format', 'json'], { cwd });
  expect([code, JSON.parse(stdout).later]).toEqual([0, { any: 'thing' }]);
});

describe('--show-sql', () => {
  test('without it, no format has the SQL', () => {
    for (const format of checkFormats) {
      expect(readFileSync(join(cwd, `run.${format}`), 'utf8')).not.toMatch(/SELECT (text|nothing|id)/);
    }
  });

  test('with it, the report has each statement as the user wrote it', async () => {
    const { stdout } = await runCli(['check', ...words, '--show-sql', '--format', 'json'], { cwd });
    expect(JSON.parse(stdout).statements.map(({ sql }: { sql: string }) => sql)).toEqual([
      'SELECT text FROM notes',
      'SELECT nothing FROM notes',
      'SELECT id FROM notes',
    ]);
  });

  test.each(['text', 'markdown', 'sarif', 'junit', 'csv', 'html'])('%s shows it', async (format) => {
    const { stdout } = await runCli(['check', ...words, '--show-sql', '--format', format], { cwd });
    expect(stdout).toContain('SELECT nothing FROM notes');
  });
});
