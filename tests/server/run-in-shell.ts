import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs commands as they were copied from a page, with the program of this checkout. */
export function runInShell(
  commands: string,
  cwd: string,
): { readonly status: number | null; readonly output: string } {
  const cli = fileURLToPath(new URL('../../dist/estimator/cli.js', import.meta.url));
  const command = commands.replaceAll('npx athena-dryrun', `'${process.execPath}' '${cli}'`);
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], { cwd, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}
