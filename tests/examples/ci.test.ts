import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { put, scratchFolder } from '../catalog/scratch.js';
import { type GithubStub, startGithubStub } from './github-stub.js';
import { type ActionRun, bash, fill, runAction } from './run-action.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scratch = scratchFolder();
const repository = join(scratch, 'queries');
const programs = join(scratch, 'programs');
const dear = 'SELECT * FROM events;\n';
let github: GithubStub;

function git(...words: readonly string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  execFileSync('git', [...identity, ...words], { cwd: repository, stdio: 'pipe' });
}

function example(path: string): ReturnType<typeof parse> {
  return parse(readFileSync(join(repository, path), 'utf8'));
}

beforeAll(async () => {
  github = await startGithubStub();
  cpSync(join(root, 'examples/ci'), repository, { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=Queries');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  mkdirSync(programs);
  const command = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/estimator/cli.js')}' "$@"\n`;
  writeFileSync(join(programs, 'athena-dryrun'), command);
  // Installing asks a registry; the command that it would install is above.
  writeFileSync(join(programs, 'npm'), '#!/bin/sh\ntest "$*" = ci\n');
  writeFileSync(join(programs, 'npx'), '#!/bin/sh\ntest "$1" = --no && shift && exec "$@"\n');
  for (const name of readdirSync(programs)) chmodSync(join(programs, name), 0o755);
});

afterAll(() => github.close());

beforeEach(() => {
  git('checkout', '--quiet', '--force', 'main');
  git('clean', '--quiet', '-fd');
  github.comments.length = 0;
  github.mayWrite = true;
  github.dropped = 0;
});

const withPrograms = { PATH: `${programs}${delimiter}${process.env['PATH']}` };

describe('the GitHub workflow', () => {
  async function runWorkflow(): Promise<ActionRun & { readonly summary: string }> {
    const { steps } = example('.github/workflows/athena-dryrun.yml').jobs.check;
    const step = steps.find(({ id }: { id?: string }) => id === 'gate');
    expect(step.uses).toMatch(/\/athena-dryrun@v\d/);
    const values = new Map([['github.base_ref', 'main']]);
    const inputs = Object.entries<string>(step.with).map(([name, text]) => [name, fill(text, values)]);
    const summary = put(scratch, 'summary.md', '');
    const event = put(scratch, 'event.json', JSON.stringify({ pull_request: { number: 7 } }));
    const run = await runAction(root, {
      workspace: repository,
      scratch,
      inputs: Object.fromEntries(inputs),
      env: {
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: 'team/queries',
        GITHUB_EVENT_PATH: event,
        GITHUB_STEP_SUMMARY: summary,
      },
    });
    return { ...run, summary: readFileSync(summary, 'utf8') };
  }

  test('passes what is within budget, and comments', async () => {
    const run = await runWorkflow();
    expect(run).toMatchObject({
      code: 0,
      steps: ['Check', 'Comment', 'Verdict'],
      outputs: { verdict: 'pass' },
    });
    expect(Number(run.outputs['usd'])).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(run.outputs['report'] ?? '', 'utf8')).total.bytesScanned.likely).toBe(
      Number(run.outputs['bytes-scanned']),
    );
    expect(github.comments.map(({ body }) => body.split('\n', 2))).toEqual([
      ['<!-- athena-dryrun -->', '### athena-dryrun: Passed.'],
    ]);
    expect([...github.authorizations]).toEqual(['Bearer token of the job']);
    expect(JSON.parse(readFileSync(join(repository, 'athena-dryrun.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  test('refuses a change that reads everything, and passes its correction, in one comment', async () => {
    put(repository, 'queries/all.sql', dear);
    const refused = await runWorkflow();
    expect([refused.code, refused.outputs['verdict']]).toEqual([1, 'fail']);
    expect(refused.stdout).toMatch(/^::error file=queries\/all\.sql,line=1,col=\d+,title=athena-dryrun /m);
    expect(refused.summary).toContain('queries/all.sql');
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('Failed');
    put(repository, 'queries/all.sql', "SELECT user_id FROM events WHERE dt = '2024-04-01';\n");
    expect((await runWorkflow()).code).toBe(0);
    expect(github.comments.map(({ body }) => body.split('\n', 2)[1])).toEqual(['### athena-dryrun: Passed.']);
  });

  test('leaves alone what others wrote, and fails for no comment that it may not write', async () => {
    const others = Array.from({ length: 130 }, (_, index) => ({
      id: 1000 + index,
      body: index === 120 ? '<!-- athena-dryrun -->\nfake' : 'hello',
      isOwn: false,
    }));
    github.comments.push(...others);
    expect((await runWorkflow()).code).toBe(0);
    expect(github.comments).toHaveLength(131);
    github.mayWrite = false;
    const run = await runWorkflow();
    expect([run.code, github.comments.length]).toEqual([0, 131]);
    expect(run.stdout).toContain('The result is not commented: GitHub answered 403.');
  });

  test('of a check that cannot be done, says so with 2, in place of what passed before', async () => {
    expect((await runWorkflow()).code).toBe(0);
    put(repository, 'athena-dryrun.yml', 'catalogue: "`none`"\n');
    const run = await runWorkflow();
    expect([run.code, run.outputs['verdict']]).toEqual([2, 'error']);
    expect(run.stdout).toMatch(/^::error title=athena-dryrun::.*catalogue is no key of it/m);
    for (const text of [run.summary, github.comments[0]?.body]) {
      expect(text).toContain('### athena-dryrun: The check could not be done.');
      expect(text).toContain('catalogue is no key of it. Did you mean catalog?');
    }
    expect(github.comments).toHaveLength(1);
  });

  test('comments again where a connection drops once, and fails nothing where it stays away', async () => {
    github.dropped = 1;
    expect((await runWorkflow()).code).toBe(0);
    expect(github.comments).toHaveLength(1);
    github.dropped = 10;
    const run = await runWorkflow();
    expect([run.code, run.outputs['verdict']]).toEqual([0, 'pass']);
    expect(run.stdout).toMatch(/^::warning title=athena-dryrun::The result is not commented: /m);
  });
});

describe('the GitLab job', () => {
  const runJob = () => {
    const job = example('.gitlab-ci.yml')['athena-dryrun'];
    const env = { ...withPrograms, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
    return bash(job.script.join('\n'), repository, env);
  };

  test('leaves the reports that it promises, and fails where the gate says no', async () => {
    put(repository, 'queries/all.sql', dear);
    expect((await runJob()).code).toBe(1);
    const { paths, reports } = example('.gitlab-ci.yml')['athena-dryrun'].artifacts;
    const texts = [...paths, ...Object.values<string>(reports)].map((path) =>
      readFileSync(join(repository, path), 'utf8'),
    );
    expect(texts.map((text) => text.slice(0, 5))).toEqual(['<!doc', '[\n  {', '<?xml']);
  });

  test('passes as it is', async () => {
    expect((await runJob()).code).toBe(0);
  });
});

describe('pre-commit', () => {
  const [hook, wholeHook] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));

  test('has the hook that the example asks for', () => {
    const [{ hooks }] = example('.pre-commit-config.yaml').repos;
    expect(hooks).toEqual([{ id: hook.id }]);
    expect([hook.language, hook.types, hook.require_serial]).toEqual(['node', ['sql'], true]);
  });

  test('holds the files of the commit against budgets, whatever their names are', async () => {
    put(repository, 'queries/[new] one.sql', dear);
    const { code, stdout } = await bash(`${hook.entry} 'queries/[new] one.sql'`, repository, withPrograms);
    expect(code).toBe(1);
    expect(stdout).toContain('queries/[new] one.sql');
  });

  test('holds all files of the configuration against them', async () => {
    expect((await bash(wholeHook.entry, repository, withPrograms)).code).toBe(0);
  });
});

test('the committed catalog is what its script makes of the warehouse', async () => {
  const estimate = `athena-dryrun check --at 2024-04-30 --format json`;
  const before = await bash(estimate, repository, withPrograms);
  expect(before.code).toBe(0);
  git('rm', '-r', '--quiet', 'catalog');
  const made = await bash(example('package.json').scripts.catalog, repository, withPrograms);
  expect(made.code).toBe(0);
  expect(await bash(estimate, repository, withPrograms)).toEqual(before);
});
