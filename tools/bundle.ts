import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * The programs as a few files each, over what the compiler wrote: a one-shot estimate spends half its time on finding
 * and reading modules otherwise (`npm run bench`). Lazy imports stay lazy. What is native, WebAssembly or used by the
 * server only stays in `node_modules`.
 */
const bundled: ReadonlySet<string> = new Set(['@duckdb/node-api', 'commander', 'valibot']);

/** Bundled CommonJS asks for Node's own modules by `require`. */
const requireOfNode =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

rmSync('dist/chunks', { recursive: true, force: true });
await build({
  entryPoints: [
    'estimator/cli.ts',
    'datasets/main.ts',
    'server/engine/worker.ts',
    'server/estimating/estimate-worker.ts',
    'server/jobs/job-worker.ts',
  ],
  outdir: 'dist',
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  banner: { js: requireOfNode },
  logLevel: 'warning',
  plugins: [
    {
      name: 'externals',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
          const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
          return kind === 'entry-point' || bundled.has(name) ? null : { path, external: true };
        });
      },
    },
  ],
});

// `npx` in a checkout runs the file itself.
chmodSync('dist/estimator/cli.js', 0o755);

/** What the browser gets: one script and one style sheet. */
await build({
  entryPoints: ['public/editor.ts', 'public/style.css'],
  outdir: 'dist/public',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  logLevel: 'warning',
});
