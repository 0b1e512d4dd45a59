import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { errorMeanings } from '../../estimator/error-meanings.js';
import { reasonMeanings } from '../../server/views/reason-meanings.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'dist', 'estimator', 'cli.js');
const run = promisify(execFile);

export const readmePath = join(root, 'README.md');

/** The README as it should be: every command's output what the command prints, every table of codes complete. */
export async function currentReadme(): Promise<string> {
  const text = readFileSync(readmePath, 'utf8');
  return withTables(await withOutputs(text));
}

/** Blocks of a console: lines after `$ ` are commands, what follows each is what it prints. */
const consoleBlock = /(?<=^```console\n)[\s\S]*?(?=^```$)/gm;

async function withOutputs(text: string): Promise<string> {
  const blocks = text.match(consoleBlock) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-readme-'));
  try {
    symlinkSync(join(root, 'datasets'), join(folder, 'datasets'));
    const outputs: string[] = [];
    for (const block of blocks) outputs.push(await replay(block, folder));
    return text.replace(consoleBlock, () => outputs.shift() ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Commands run in a folder of their own, so that what they write is not left in the checkout. */
async function replay(block: string, folder: string): Promise<string> {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '));
  let text = '';
  for (const command of commands) {
    const words = command.slice(2).replace(/^npx athena-dryrun(?= )/, `"$NODE" "${cli}"`);
    const env = { ...process.env, NODE: process.execPath };
    const { stdout } = await run('sh', ['-c', words], { cwd: folder, env, timeout: 120_000 });
    text += `${command}\n${stdout}`;
  }
  return text;
}

function withTables(text: string): string {
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    errors: errorMeanings,
    reasons: reasonMeanings,
  };
  return Object.entries(tables).reduce((result, [name, meanings]) => {
    const rows = Object.entries(meanings).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    const table = ['| code | meaning |', '| --- | --- |', ...rows].join('\n');
    const place = new RegExp(`(?<=<!-- ${name} -->\\n)[\\s\\S]*?(?=<!-- /${name} -->)`);
    return result.replace(place, () => `\n${table}\n\n`);
  }, text);
}
