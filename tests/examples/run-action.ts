import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export interface ActionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Names of the steps that ran. */
  readonly steps: readonly string[];
}

export interface ActionContext {
  /** The repository's checkout. */
  readonly workspace: string;
  /** For files of the runner. */
  readonly scratch: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs a composite action as GitHub's runner does: inputs and outputs of steps are put into expressions, each step is a
 * bash of its own, and the first that fails ends it. Steps that install are not run: they ask a registry.
 */
export async function runAction(folder: string, context: ActionContext): Promise<ActionRun> {
  const action: Action = parse(readFileSync(join(folder, 'action.yml'), 'utf8'));
  if (action.runs.using !== 'composite') throw new Error('not composite');
  const values = new Map<string, string>([['github.action_path', folder]]);
  values.set('github.token', 'token of the job');
  for (const [name, input] of Object.entries(action.inputs)) {
    values.set(`inputs.${name}`, context.inputs[name] ?? fill(input.default ?? '', values));
  }
  const unknown = Object.keys(context.inputs).filter((name) => !Object.hasOwn(action.inputs, name));
  if (unknown.length > 0) throw new Error(`no input of the action: ${unknown.join(', ')}`);
  const ran: string[] = [];
  let stdout = '';
  let code: number | null = 0;
  for (const step of action.runs.steps) {
    if (step.run === undefined || step.run.startsWith('npm ci')) continue;
    const outputFile = join(context.scratch, `output-${ran.length}`);
    writeFileSync(outputFile, '');
    ran.push(step.name ?? '');
    const env = Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text, values)]);
    const ended = await bash(
      step.run,
      join(context.workspace, fill(step['working-directory'] ?? '', values)),
      {
        ...context.env,
        ...Object.fromEntries(env),
        GITHUB_ACTION_PATH: folder,
        GITHUB_OUTPUT: outputFile,
        RUNNER_TEMP: context.scratch,
      },
    );
    stdout += ended.stdout;
    code = ended.code;
    for (const line of readFileSync(outputFile, 'utf8').split('\n')) {
      const [, name, value = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined) values.set(`steps.${step.id}.outputs.${name}`, value);
    }
    if (code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value, values)]);
  return { code, stdout, outputs: Object.fromEntries(outputs), steps: ran };
}

/** Puts values into `${{ name }}`; what is not known is empty, as on GitHub. */
export function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => values.get(name) ?? '');
}

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
}

/** A script as runners start it: the first command that fails ends it. */
export function bash(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout }));
  });
}
