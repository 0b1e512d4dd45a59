import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CliResult, runCli } from '../../cli/run-cli.js';
import { createWarehouse, type Warehouse } from '../warehouse.js';

/** A team's repository: the catalog is committed, a branch changes the queries. */
let warehouse: Warehouse;

const day = "-- runs-per-month: 30\nSELECT path FROM logs WHERE dt = '2024-01-01'";

beforeAll(async () => {
  warehouse = await createWarehouse();
});

afterAll(() => warehouse.remove());

beforeEach(() => {
  for (const name of ['.git', 'queries', 'athena-dryrun.yml', 'base.json']) {
    rmSync(join(warehouse.folder, name), { recursive: true, force: true });
  }
  warehouse.write({
    'athena-dryrun.yml': 'catalog: catalog\nfiles: queries\nincrease: {percent: 50, absolute: 100 MB}\n',
    'queries/daily.sql': day,
    'queries/users.sql': 'SELECT name FROM users',
    'queries/rename me.sql': 'SELECT email FROM users',
  });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  commit('queries');
  git('checkout', '--quiet', '-b', 'change');
});

function git(...words: readonly string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  return execFileSync('git', [...identity, ...words], { cwd: warehouse.folder, encoding: 'utf8' });
}

function commit(message: string): void {
  git('commit', '--quiet', '-m', message);
}

function check(...words: readonly string[]): Promise<CliResult> {
  return runCli(['check', ...words], { cwd: warehouse.folder });
}

test('a change that triples the bytes is refused, and its fix is let through', async () => {
  warehouse.write({ 'queries/daily.sql': day.replace(/ WHERE.*/, '') });
  git('add', '.');
  commit('forget the filter');
  const refused = await check('--base-ref', 'main');
  expect(refused.stdout).toContain(
    'fail This file grew from 1 GB to 3 GB, by 200 %: over the limit of 50 % and 100 MB against main',
  );
  expect(refused.stdout).toContain('changed queries/daily.sql: 1 GB -> 3 GB');
  expect(refused.code).toBe(1);

  warehouse.write({ 'queries/daily.sql': day.replace('01-01', '01-02') });
  const passed = await check('--base-ref', 'main');
  expect(passed.stdout).toContain('changed queries/daily.sql: 1 GB -> 1 GB; 0 B, $0 a run, $0 a month');
  expect(passed.code).toBe(0);
});

test('the working tree and the index stay as they are', async () => {
  warehouse.write({ 'queries/daily.sql': 'SELECT 1', 'queries/untracked.sql': 'SELECT 2' });
  const before = git('status', '--porcelain=v2', '--branch');
  const { code } = await check('--base-ref', 'main');
  expect({ code, status: git('status', '--porcelain=v2', '--branch') }).toEqual({ code: 0, status: before });
});

test('added, removed and renamed files are told, with months, from where history parted', async () => {
  git('mv', 'queries/rename me.sql', 'queries/renamed "it".sql');
  git('rm', '--quiet', 'queries/users.sql');
  warehouse.write({ 'queries/new.sql': '-- runs-per-month: 10\nSELECT path FROM logs' });
  git('add', '.');
  commit('rework');
  git('checkout', '--quiet', 'main');
  warehouse.write({ 'queries/of-others.sql': 'SELECT path FROM logs' });
  git('add', '.');
  commit('work of others');
  git('checkout', '--quiet', 'change');
  const { stdout } = await check('--base-ref', 'main', '--format', 'json');
  const { base } = JSON.parse(stdout).check;
  expect(base).toMatchObject({ catalog: 'catalog', differences: [], unchanged: 1 });
  expect(base.changes).toMatchObject([
    {
      status: 'added',
      file: 'queries/new.sql',
      bytesScanned: { base: null, delta: { likely: 3e9 } },
      usdPerMonth: { delta: { likely: 0.13642421 } },
    },
    {
      status: 'renamed',
      file: 'queries/renamed "it".sql',
      baseFile: 'queries/rename me.sql',
      isSameText: true,
    },
    { status: 'removed', file: 'queries/users.sql', bytesScanned: { head: null, delta: { likely: -1e8 } } },
  ]);
  expect(base.total.bytesScanned.delta.likely).toBe(2.9e9);
});

test('a base of errors is no base to grow from; errors now are', async () => {
  warehouse.write({ 'queries/daily.sql': 'SELECT nothing FROM nowhere' });
  git('add', '.');
  commit('break it');
  git('checkout', '--quiet', '-b', 'fix');
  warehouse.write({ 'queries/daily.sql': day });
  const fixed = await check('--base-ref', 'change');
  expect(fixed.stdout).toContain('changed queries/daily.sql: not known -> 1 GB');
  expect(fixed.code).toBe(0);
  git('checkout', '--quiet', '--', '.');
  expect((await check('--base-ref', 'main')).code).toBe(2);
});

test('the report of an earlier run is a base too, as is one of estimate', async () => {
  writeFileSync(join(warehouse.folder, 'base.json'), (await check('--format', 'json')).stdout);
  warehouse.write({ 'queries/daily.sql': day.replace(/ WHERE.*/, '') });
  const refused = await check('--base', 'base.json');
  expect(refused.stdout).toContain('against base.json, catalog catalog: ');
  expect(refused.code).toBe(1);
  git('checkout', '--quiet', '--', '.');
  const { stdout } = await runCli(['estimate', 'queries/daily.sql', '--format', 'json'], {
    cwd: warehouse.folder,
  });
  writeFileSync(join(warehouse.folder, 'base.json'), stdout);
  const passed = await check('queries/daily.sql', '--base', 'base.json');
  expect(passed.stdout).toContain('1 file unchanged');
  expect(passed.stdout).toContain('not only the SQL differs, catalog: not known in the base');
  expect(passed.code).toBe(0);
});

test('files of a report that this run does not look for are not removed', async () => {
  writeFileSync(join(warehouse.folder, 'base.json'), (await check('--format', 'json')).stdout);
  rmSync(join(warehouse.folder, 'queries/rename me.sql'));
  warehouse.write({ 'queries/daily.sql': day.replace(/ WHERE.*/, '') });
  const one = await check('queries/daily.sql', '--base', 'base.json');
  expect(one.stdout).toContain('against base.json, catalog catalog: +2 GB');
  expect(one.stdout).not.toContain('removed');
  const rest = await check('--exclude', 'queries/users.sql', '--base', 'base.json', '--format', 'json');
  const { base } = JSON.parse(rest.stdout).check;
  expect(base.changes.map(({ status, file }: Record<string, string>) => `${status} ${file}`)).toEqual([
    'changed queries/daily.sql',
    'removed queries/rename me.sql',
  ]);
});

test.each(['--base-ref', '--base'])('what a new comment suppresses is told, with %s', async (option) => {
  const old = '-- athena-dryrun: ignore partition-filter -- audit\nSELECT path FROM logs;\n';
  warehouse.write({ 'queries/daily.sql': old });
  git('add', '.');
  commit('an audit');
  writeFileSync(join(warehouse.folder, 'base.json'), (await check('--format', 'json')).stdout);
  warehouse.write({ 'queries/daily.sql': `${old}${old.replace('partition-filter', 'budget')}` });
  const base = option === '--base' ? 'base.json' : 'HEAD';
  const { stdout, code } = await check(option, base, '--budget', 'statement=2GB', '--fail-on', 'never');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /4:1 note A comment that is not in .* suppresses budget \(audit\): 3 GB .* is over the budget/,
  );
  expect(stdout.match(/new-suppression/g)).toHaveLength(1);
  expect(stdout).toContain(
    '2 findings suppressed:\n  partition-filter (audit) at queries/daily.sql:2:18\n  budget (audit) at queries/daily.sql:4:1\n',
  );
});

test.each(['--base-ref', '--base'])('a comment changes nothing in a range, with %s', async (option) => {
  const latest = "SELECT path FROM logs WHERE dt = (SELECT max(dt) FROM logs WHERE path = 'a')";
  warehouse.write({ 'queries/daily.sql': latest });
  git('add', '.');
  commit('the latest day');
  writeFileSync(join(warehouse.folder, 'base.json'), (await check('--format', 'json')).stdout);
  warehouse.write({
    'queries/daily.sql': `-- The latest day.\n${latest.replace('SELECT path', 'select\n  path')};`,
  });
  const base = option === '--base' ? 'base.json' : 'HEAD';
  const { stdout } = await check(option, base, '--format', 'json');
  const { changes, total } = JSON.parse(stdout).check.base;
  const nothing = { low: 0, likely: 0, high: 0 };
  expect(changes).toMatchObject([{ bytesScanned: { delta: nothing }, usd: { delta: nothing } }]);
  expect(changes[0].bytesScanned.head.low).toBeLessThan(changes[0].bytesScanned.head.high);
  expect(total.bytesScanned.delta).toEqual(nothing);
});

test('another region changes the dollars of the same bytes, in the direction of the price', async () => {
  const latest = "SELECT path FROM logs WHERE dt = (SELECT max(dt) FROM logs WHERE path = 'a')";
  warehouse.write({ 'queries/daily.sql': latest });
  writeFileSync(join(warehouse.folder, 'base.json'), (await check('--format', 'json')).stdout);
  const { stdout } = await check('--base', 'base.json', '--region', 'sa-east-1', '--format', 'json');
  const { changes } = JSON.parse(stdout).check.base;
  const daily = changes.find(({ file }: { file: string }) => file === 'queries/daily.sql');
  expect(daily.bytesScanned.delta).toEqual({ low: 0, likely: 0, high: 0 });
  expect(daily.usd.delta.low).toBeGreaterThan(0);
  expect(daily.usd.delta.high).toBeGreaterThan(daily.usd.delta.low);
});

test.each<[readonly string[], string]>([
  [
    ['--base-ref', 'nowhere'],
    'nowhere cannot be compared with: git knows no such revision here; a shallow clone',
  ],
  [['--base-ref', 'HEAD^{tree}'], 'HEAD^{tree} cannot be compared with: it is no commit.'],
  [['--config', 'queries'], 'queries cannot be read: it is a folder.'],
  [['--base-ref', '--all'], 'cannot be compared with'],
  [['--base', 'none.json'], 'none.json cannot be read: there is no such file.'],
  [['--base', 'athena-dryrun.yml'], 'it is no JSON'],
  [['--base', 'catalog/catalog.json'], 'is not a report that can be read'],
  [['--base', 'a.json', '--base-ref', 'main'], 'Compare with one base'],
])('%j exits 2', async (words, complaint) => {
  const { code, stdout, stderr } = await check(...words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(complaint);
});

test('outside of a repository git says so', async () => {
  rmSync(join(warehouse.folder, '.git'), { recursive: true });
  const { code, stderr } = await check('--base-ref', 'main');
  expect(code).toBe(2);
  expect(stderr).toMatch(/main cannot be compared with: .*[Nn]ot a git repository|knows no such revision/);
  expect(readFileSync(join(warehouse.folder, 'queries/daily.sql'), 'utf8')).toBe(day);
});
