import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { configName } from '../config/find-config.js';
import { DryRunError } from '../errors.js';
import { writeResult } from './standard-streams.js';

/** `init [--force]` */
export function addInitCommand(program: Command): void {
  program
    .command('init')
    .description(`Write a commented ${configName} into this folder.`)
    .option('--force', 'replace the one that is there')
    .action(async ({ force = false }: { readonly force?: boolean }) => {
      if (existsSync(configName) && !force) {
        throw new DryRunError('usage', { detail: `${configName} is there already; --force replaces it.` });
      }
      const { configExample } = await import('../config/config-example.js');
      writeFileSync(configName, configExample);
      writeResult(`${configName} is written; "athena-dryrun check" reads it.`);
    });
}
