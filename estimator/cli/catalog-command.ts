import type { Command } from 'commander';
import { writeComplaint, writeResult } from './standard-streams.js';

/** `catalog from-folder DIR -o DIR` */
export function addCatalogCommand(program: Command): void {
  const catalog = program
    .command('catalog')
    .description('Take a catalog: table definitions and what bytes there are.');
  catalog
    .command('from-folder')
    .description('Find tables, formats and Hive partitions in a folder of data files, as a crawler does.')
    .argument('<folder>', 'data folder')
    .requiredOption('-o, --output <folder>', 'catalog folder to write')
    .action(async (folder: string, flags: { readonly output: string }) => {
      const { takeCatalogFromFolder } = await import('../catalog/take-catalog-from-folder.js');
      const summary = await takeCatalogFromFolder(folder, flags.output);
      const { describeCatalog } = await import('./describe-catalog.js');
      writeResult(describeCatalog(summary));
      for (const { path, reason } of summary.ignored) writeComplaint(`${path} is left out: ${reason}.`);
    });
}
