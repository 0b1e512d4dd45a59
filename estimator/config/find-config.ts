import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { describeSystemError } from '../describe-system-error.js';
import { DryRunError } from '../errors.js';
import type { ConfigFile } from './config-file.js';

export const configName = 'athena-dryrun.yml';

/** A configuration and the folder that its paths start from. */
export interface FoundConfig {
  readonly path: string | null;
  readonly folder: string;
  readonly config: ConfigFile;
}

/**
 * The configuration that is named, else the first one upwards from the folder, else none. Throws `unreadable_file` or
 * `invalid_config`.
 */
export async function findConfig(folder: string, named: string | undefined): Promise<FoundConfig> {
  const path = named === undefined ? searchUpwards(resolve(folder)) : resolve(folder, named);
  if (path === null) return { path: null, folder: resolve(folder), config: {} };
  if (!existsSync(path)) throw new DryRunError('unreadable_file', { path, detail: 'there is no such file.' });
  const [{ parse }, { parseConfig }] = await Promise.all([import('yaml'), import('./config-file.js')]);
  return { path, folder: dirname(path), config: parseConfig(path, parseYaml(path, readText(path), parse)) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new DryRunError('unreadable_file', { path, detail: describeSystemError(error) });
  }
}

function parseYaml(path: string, text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
    throw new DryRunError('invalid_config', { path, detail });
  }
}

function searchUpwards(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, configName);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return null;
  }
}

/** The `--catalog` texts of a configuration: their paths start from its folder. */
export function catalogTexts({ folder, config }: FoundConfig): readonly string[] {
  return (config.catalog ?? []).map((text) => {
    const [, name = '', path = text] = /^([A-Za-z_][\w-]*=)?(.*)$/s.exec(text) ?? [];
    return `${name}${isAbsolute(path) ? path : join(folder, path)}`;
  });
}
