import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { packageFolder } from '../../estimator/package-folder.js';
import { urls } from '../urls.js';

/** A file the pages load, served under an address that changes with its content. */
export interface Asset {
  readonly name: string;
  readonly url: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface Assets {
  readonly style: Asset;
  readonly theme: Asset;
  readonly script: Asset;
  readonly editor: Asset;
  readonly htmx: Asset;
  readonly icon: Asset;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads the few static files into memory: the list is closed, no request names a path on disk. */
export function loadAssets(): Assets {
  return {
    style: loadAsset('style.css', packageFolder('dist', 'public', 'style.css')),
    theme: loadAsset('theme.js', packageFolder('public', 'theme.js')),
    script: loadAsset('playground.js', packageFolder('public', 'playground.js')),
    editor: loadAsset('editor.js', packageFolder('dist', 'public', 'editor.js')),
    icon: loadAsset('icon.svg', packageFolder('public', 'icon.svg')),
    htmx: loadAsset('htmx.js', createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js')),
  };
}

function loadAsset(name: string, path: string): Asset {
  const content = readFileSync(path);
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 12);
  return {
    name,
    url: urls.asset(name, version),
    contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
    content,
  };
}
