import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Packs the package as npm would publish it, has its entries and types judged by publint and attw, and uses it from a
 * project of its own: imports, types with every check on, the command, and the matchers in a test.
 */
const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-package-'));
try {
  const tarball = pack();
  run('publint', ['run', tarball, '--strict']);
  run('attw', [tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii']);
  useIn(join(folder, 'project'), tarball);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): string {
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const packed: unknown = JSON.parse(execFileSync('npm', words, { encoding: 'utf8' }));
  const [first] = Array.isArray(packed) ? packed : [];
  return join(folder, String(first.filename));
}

/** A tool of the development dependencies; its complaints end this program. */
function run(name: string, words: readonly string[], cwd = '.'): void {
  execFileSync(resolve('node_modules', '.bin', name), words, { stdio: 'inherit', cwd });
}

/** The dependencies are those of this folder: nothing is asked of a registry. */
function useIn(project: string, tarball: string): void {
  const installed = join(project, 'node_modules', 'athena-dryrun');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '-C', installed, '--strip-components', '1']);
  symlinkSync(resolve('node_modules'), join(installed, 'node_modules'));
  for (const name of ['vitest', 'vite', '@types', '@vitest']) {
    symlinkSync(resolve('node_modules', name), join(project, 'node_modules', name));
  }
  const files = {
    'package.json': JSON.stringify({ type: 'module' }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'nodenext', strict: true, noEmit: true, types: ['node'], target: 'es2023' },
    }),
    'data/notes.csv': `id,text\n${'1,abcdefgh\n'.repeat(1000)}`,
    'athena-dryrun.yml': 'catalog: data\n',
    'use.ts': `import { compare, DryRunError, estimate, loadCatalog, type Report } from 'athena-dryrun';
const catalog = await loadCatalog('data');
const report: Report = await estimate('SELECT text FROM notes', { catalog });
const high: number | null = report.total.bytesScanned.high;
if (high !== 11008) throw new Error(String(high));
if ((await compare('SELECT text FROM notes', { catalog })).layouts.length !== 1) throw new Error('layouts');
const error: unknown = await estimate('', { catalog }).catch((thrown: unknown) => thrown);
if (!(error instanceof DryRunError) || error.code !== 'empty_input') throw error;
catalog.close();
`,
    'query.test.ts': `import { dryRun } from 'athena-dryrun/vitest';
import { expect, test } from 'vitest';
test('scans little', async () => {
  expect(await dryRun('SELECT text FROM notes')).toScanLessThan('12 kB');
  expect(await dryRun('SELECT text FROM notes')).not.toScanLessThan('1 kB');
});
`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(project, name, '..'), { recursive: true });
    writeFileSync(join(project, name), text);
  }
  run('tsc', ['-p', 'tsconfig.json'], project);
  run('tsx', ['use.ts'], project);
  run('vitest', ['run'], project);
  const manifest: { bin: Record<string, string> } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  );
  const command = join(installed, manifest.bin['athena-dryrun'] ?? '');
  for (const format of ['text', 'html']) {
    const words = [command, 'check', '--format', format, 'query.sql'];
    writeFileSync(join(project, 'query.sql'), 'SELECT text FROM notes\n');
    execFileSync(process.execPath, words, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
