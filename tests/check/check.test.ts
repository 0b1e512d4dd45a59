import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDuckdb, put, putParquet, scratchFolder } from '../catalog/scratch.js';
import { type CliResult, runCli } from '../cli/run-cli.js';

const root = scratchFolder();
const work = join(root, 'work');
const data = join(root, 'data');
const duckdb = await openDuckdb();
await putParquet(
  duckdb,
  join(data, 'sales.parquet'),
  "SELECT i AS id, 'name ' || i AS name FROM range(1000) r(i)",
);
put(data, 'notes.csv', `id,text\n${'1,abcdefgh\n'.repeat(1000)}`);

beforeEach(() => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
});

function check(...words: readonly string[]): Promise<CliResult> {
  return runCli(['check', ...words, '--catalog', data], { cwd: work });
}

async function verdictOf(...words: readonly string[]): Promise<readonly [number | null, string]> {
  const { code, stdout } = await check(...words, '--format', 'json');
  return [code, JSON.parse(stdout).check.verdict];
}

describe('exit codes', () => {
  beforeEach(() => {
    put(work, 'q/cheap.sql', 'SELECT count(id) FROM sales WHERE id < 10');
    put(work, 'q/dear.sql', 'SELECT text FROM notes');
  });

  test.each<[string, readonly string[], number, string]>([
    ['within budget', ['--budget', 'statement=1MB'], 0, 'pass'],
    ['over the budget of a statement', ['--budget', 'statement=10kB'], 1, 'fail'],
    ['over the budget of a file', ['--budget', 'file=10kB'], 1, 'fail'],
    ['over the budget of all', ['--budget', 'total=$0.00001'], 1, 'fail'],
    ['over, but nothing fails', ['--budget', 'statement=10kB', '--fail-on', 'never'], 0, 'fail'],
    ['over a month', ['--budget', 'statement/month=1MB', '--runs-per-month', '1000'], 1, 'fail'],
    ['a month of unknown runs is a warning', ['--budget', 'statement/month=1MB'], 0, 'warn'],
    ['which may fail', ['--budget', 'statement/month=1MB', '--fail-on', 'warn'], 1, 'warn'],
    ['or be a failure', ['--budget', 'statement/month=1MB', '--unknown', 'fail'], 1, 'fail'],
    ['or pass', ['--budget', 'statement/month=1MB', '--unknown', 'allow'], 0, 'pass'],
  ])('%s', async (_, words, code, verdict) => {
    expect(await verdictOf('q/*.sql', ...words)).toEqual([code, verdict]);
  });

  test('a folder stands for its SQL files', async () => {
    expect(await verdictOf('q')).toEqual([0, 'pass']);
  });

  test('what cannot be estimated is no pass, whatever the gate lets through; the others are estimated', async () => {
    put(work, 'q/wrong.sql', 'SELECT nothing FROM sales');
    const { code, stdout } = await check('q', '--fail-on', 'never', '--format', 'json');
    const report = JSON.parse(stdout);
    expect([code, report.check.verdict, report.total.notEstimated]).toEqual([2, 'error', 1]);
    expect(report.check.files).toHaveLength(3);
  });

  test.each<[readonly string[], string]>([
    [['none/*.sql'], 'No file fits none/*.sql. [no_files]'],
    [['q', '--exclude', '**'], 'All files that fit q are excluded. [no_files]'],
    [['q', '--budget', 'statement=lots'], 'lots is no amount'],
    [['q', '--budget', 'statment=1GB'], 'write it as statement=2GB'],
    [[], 'No file is named'],
  ])('%j exits 2', async (words, complaint) => {
    const { code, stdout, stderr } = await check(...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(complaint);
  });
});

describe('the configuration', () => {
  test('is found upwards, its paths start from its folder, and flags win', async () => {
    put(work, 'queries/deep/a.sql', 'SELECT text FROM notes');
    put(work, 'queries/old/b.sql', 'SELECT nothing FROM notes');
    put(
      work,
      'athena-dryrun.yml',
      'catalog: ../data\nfiles: queries\nexclude: queries/old/**\nbudgets: {statement: 10 kB}\nregion: eu-west-1\n',
    );
    const cwd = join(work, 'queries/deep');
    const found = await runCli(['check', '--format', 'json'], { cwd });
    const report = JSON.parse(found.stdout);
    expect([found.code, report.price.region]).toEqual([1, 'eu-west-1']);
    expect(report.check.files.map(({ file }: { file: string }) => file)).toEqual(['queries/deep/a.sql']);
    const won = await runCli(['check', '--budget', 'statement=1GB', '--region', 'us-east-1'], { cwd });
    expect(won.code).toBe(0);
    expect(won.stdout).toContain('us-east-1');
  });

  test('serves the other verbs too', async () => {
    put(work, 'athena-dryrun.yml', 'catalog: ../data\n');
    const { code, stdout } = await runCli(['estimate', '-e', 'SELECT text FROM notes'], { cwd: work });
    expect(code).toBe(0);
    expect(stdout).toContain('default.notes');
  });

  test('runs a month go by the last pattern that fits, and by the comment in the file before all', async () => {
    put(work, 'hourly/a.sql', 'SELECT text FROM notes');
    put(work, 'b.sql', 'SELECT text FROM notes');
    put(work, 'c.sql', '-- runs-per-month: 5\nSELECT text FROM notes');
    put(work, 'athena-dryrun.yml', 'runs-per-month: {"**": 1, "hourly/**": 720}\n');
    const { stdout } = await check('**/*.sql', '--format', 'json');
    const { statements } = JSON.parse(stdout);
    const runs = statements.map(
      ({ source, runsPerMonth }: { source: { file: string }; runsPerMonth: number }) => [
        source.file,
        runsPerMonth,
      ],
    );
    expect(runs).toEqual([
      ['b.sql', 1],
      ['c.sql', 5],
      ['hourly/a.sql', 720],
    ]);
  });

  test.each([
    ['budgts: {}', 'budgts is no key of it. Did you mean budgets?'],
    ['budgets: {statment: 1 GB}', 'budgets.statment is no key of it. Did you mean statement?'],
    ['budgets: {statement: lots}', 'lots'],
    ['unknown: maybe', 'unknown: '],
    ['- a', 'it must be a mapping of keys to values.'],
    ['budgts:', 'budgts is no key of it. Did you mean budgets?'],
    ['rules: {select-sta: warn}', 'rules.select-sta is no key of it. Did you mean select-star?'],
    ['rules: {select-star: {table: [a]}}', 'rules.select-star.table is no key of it. Did you mean tables?'],
    ['budgets: {total: {moth: $5}}', 'budgets.total.moth is no key of it. Did you mean month?'],
    ['increase: {perent: 5}', 'increase.perent is no key of it. Did you mean percent?'],
    ['increase: {}', 'increase: say percent or absolute.'],
    ['files: [1]', 'files.0: '],
    ['region: us-esat-1', 'Did you mean us-east-1?'],
    ['a: 1\na: 2', 'must be unique'],
    ['a: [', 'is not a usable configuration'],
  ])('%s exits 2 and says why', async (text, complaint) => {
    put(work, 'a.sql', 'SELECT 1');
    put(work, 'athena-dryrun.yml', text);
    const { code, stderr } = await check('a.sql');
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });

  test('a key without a value is left out', async () => {
    put(work, 'a.sql', 'SELECT 1');
    put(work, 'athena-dryrun.yml', 'budgets:\ncatalog:\n');
    expect((await check('a.sql')).code).toBe(0);
  });

  test('its globs fit from wherever the command is run, and so are files named', async () => {
    put(work, 'hourly/a.sql', 'SELECT text FROM notes');
    put(work, 'hourly/old/b.sql', 'SELECT text FROM notes');
    put(work, 'athena-dryrun.yml', 'runs-per-month: {"hourly/**": 720}\nexclude: hourly/old/**\n');
    const cwd = join(work, 'hourly');
    const { stdout } = await runCli(['check', '**/*.sql', '--catalog', data, '--format', 'json'], { cwd });
    expect(JSON.parse(stdout).statements).toMatchObject([
      { source: { file: 'hourly/a.sql' }, runsPerMonth: 720 },
    ]);
  });

  test('init writes one that is right, and replaces none', async () => {
    expect((await runCli(['init'], { cwd: work })).code).toBe(0);
    put(work, 'a.sql', 'SELECT count(*) FROM sales');
    expect((await check()).code).toBe(0);
    const again = await runCli(['init'], { cwd: work });
    expect([again.code, again.stderr.includes('--force')]).toEqual([2, true]);
    const text = readFileSync(join(work, 'athena-dryrun.yml'), 'utf8');
    put(
      work,
      'athena-dryrun.yml',
      text.replaceAll(/^# (?=[a-z-]+:| {2})/gm, '').replace('catalog: catalog', ''),
    );
    expect((await check()).stderr).not.toContain('not a usable configuration');
  });
});

test('the text names file, place, level, message and rule, and ends with the verdict', async () => {
  put(work, 'a.sql', '\n  SELECT text FROM notes');
  const { stdout } = await check('a.sql', '--budget', 'statement=1kB', '--budget', 'total/month=$1');
  expect(stdout).toContain('  2:3 fail 11 kB is over the budget of 1 kB a run for each statement. [budget]');
  expect(stdout).toContain('Failed: 1 failure, 1 warning.');
});

describe('--output', () => {
  const output = (text: string): readonly string[] => ['--output', text];

  beforeEach(() => {
    put(work, 'a.sql', 'SELECT text FROM notes');
  });

  test('writes each format to its file, besides the text', async () => {
    mkdirSync(join(work, 'out'));
    const words = [
      ...output('json=out/report.json'),
      ...output('junit=out/junit.xml'),
      ...output('csv=a=b.csv'),
    ];
    const { code, stdout } = await check('a.sql', ...words);
    expect([code, stdout.includes('Passed.')]).toEqual([0, true]);
    expect(JSON.parse(readFileSync(join(work, 'out/report.json'), 'utf8')).check.verdict).toBe('pass');
    expect(readFileSync(join(work, 'out/junit.xml'), 'utf8')).toMatch(/^<\?xml.*<\/testsuites>\n$/s);
    expect(readFileSync(join(work, 'a=b.csv'), 'utf8')).toContain('a.sql,1,1,select');
    expect(readdirSync(join(work, 'out')).sort()).toEqual(['junit.xml', 'report.json']);
  });

  test('also of a run that the gate refuses', async () => {
    const { code } = await check('a.sql', '--budget', 'statement=1kB', ...output('sarif=a.sarif'));
    expect(code).toBe(1);
    expect(JSON.parse(readFileSync(join(work, 'a.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
  });

  test.each<[readonly string[], string]>([
    [output('json=none/report.json'), 'no file in a folder that exists'],
    [output('json=.'), 'no file in a folder that exists'],
    [output('yaml=report.yml'), 'write it as FORMAT=FILE; formats are text, json'],
    [output('report.json'), 'write it as FORMAT=FILE'],
    [[...output('json=a.out'), ...output('csv=./a.out')], 'names ./a.out twice'],
  ])('%j exits 2 before any work, and writes nothing', async (words, complaint) => {
    const { code, stdout, stderr } = await check('a.sql', ...output('csv=first.csv'), ...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(complaint);
    expect(readdirSync(work)).toEqual(['a.sql']);
  });
});

test('GitHub’s step summary is written to the file that its runner names', async () => {
  put(work, 'a.sql', 'SELECT text FROM notes');
  const summary = put(work, 'summary.md', 'before\n');
  const { stdout } = await runCli(
    ['check', 'a.sql', '--catalog', data, '--budget', 'statement=1kB', '--format', 'github'],
    { cwd: work, env: { GITHUB_STEP_SUMMARY: summary } },
  );
  expect(stdout).toMatch(/^::error file=a\.sql,line=1,col=1,title=athena-dryrun budget::/);
  expect(readFileSync(summary, 'utf8')).toMatch(/^before\n.*Failed: 1 failure\./s);
});

test('files are named from the root of the repository where a CI system needs it', async () => {
  put(work, '.git/HEAD', 'ref: refs/heads/main\n');
  put(work, 'analytics/a.sql', 'SELECT text FROM notes');
  const { stdout } = await runCli(
    ['check', 'a.sql', '--catalog', data, '--budget', 'statement=1kB', '--format', 'gitlab'],
    { cwd: join(work, 'analytics') },
  );
  expect(JSON.parse(stdout)[0].location.path).toBe('analytics/a.sql');
});
