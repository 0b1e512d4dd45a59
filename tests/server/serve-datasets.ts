import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDatasets } from '../../datasets/build.js';
import { type ServerOptions, startServer } from '../../server/start.js';

/** The playground over small datasets, as `npm start` serves it, on a free port. */
export interface ServedDatasets {
  readonly url: string;
  /** GET with a query string. */
  readonly get: (
    path: string,
    query?: Readonly<Record<string, string>>,
    init?: RequestInit,
  ) => Promise<Response>;
  /** POST of a form. */
  readonly post: (
    path: string,
    form: Readonly<Record<string, string>>,
    init?: RequestInit,
  ) => Promise<Response>;
  readonly close: () => Promise<void>;
}

export async function serveDatasets(options: Partial<ServerOptions> = {}): Promise<ServedDatasets> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-dryrun-server-'));
  process.env['ATHENA_DRYRUN_DATA'] = folder;
  await buildDatasets({ rows: 5_000, folder });
  const quiet = { port: 0, host: '127.0.0.1', logLevel: 'silent', announce: () => undefined };
  const state = join(folder, 'state');
  const server = await startServer({ ...quiet, state, ...options });
  return {
    url: server.url,
    get: (path, query = {}, init = {}) => fetch(`${server.url}${path}?${new URLSearchParams(query)}`, init),
    post: (path, form, init = {}) =>
      fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(form), ...init }),
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the text of an element with this id is, without tags and entities. */
export function textOf(html: string, id: string): string | null {
  const found = new RegExp(`<([a-z]+)[^>]*\\bid="${id}"[^>]*>(.*?)</\\1>`, 's').exec(html);
  return found === null ? null : plainText(found[2] ?? '');
}

export function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
}
