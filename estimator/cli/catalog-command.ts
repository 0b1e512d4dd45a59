import type { Command } from 'commander';
import type { CatalogSummary } from '../catalog/catalog-from-folders.js';
import type { ListingFile } from '../catalog/declared/read-listing.js';
import { readListingFile } from './read-listing-file.js';
import { writeComplaint, writeResult } from './standard-streams.js';

/** `catalog from-folder | from-ddl | from-glue` */
export function addCatalogCommand(program: Command): void {
  const catalog = program
    .command('catalog')
    .description('Take a catalog: table definitions and what bytes there are.');
  addFromFolder(catalog);
  addFromDdl(catalog);
  addFromGlue(catalog);
}

interface OutputFlags {
  readonly output: string;
}

interface ListingFlags extends OutputFlags {
  readonly objects?: readonly ListingFile[];
}

function addFromFolder(catalog: Command): void {
  withOutput(catalog.command('from-folder'))
    .description('Find tables, formats and Hive partitions in a folder of data files, as a crawler does.')
    .argument('<folder>', 'data folder')
    .action(async (folder: string, { output }: OutputFlags) => {
      const { takeCatalogFromFolder } = await import('../catalog/take-catalog-from-folder.js');
      await write(await takeCatalogFromFolder(folder, output));
    });
}

function addFromDdl(catalog: Command): void {
  withObjects(catalog.command('from-ddl'))
    .description('Run DDL (CREATE EXTERNAL TABLE, ALTER TABLE, CREATE VIEW, ...) and look up the bytes.')
    .argument('<files...>', 'SQL files, run in this order')
    .option('--database <name>', 'database of unqualified table names', 'default')
    .addHelpText('after', ddlHelp)
    .action(async (files: readonly string[], flags: ListingFlags & { readonly database: string }) => {
      const { readDdlFiles } = await import('../catalog/declared/read-definitions.js');
      const { takeDeclaredCatalog } = await import('../catalog/declared/take-declared-catalog.js');
      const declared = readDdlFiles(files, flags.database.toLowerCase());
      await write(await takeDeclaredCatalog(declared, flags.objects ?? [], flags.output));
    });
}

function addFromGlue(catalog: Command): void {
  withObjects(catalog.command('from-glue'))
    .description('Read tables, partitions and objects as the AWS CLI prints them.')
    .argument('<files...>', 'JSON of "aws glue get-tables"')
    .option('--partitions <file>', 'JSON of "aws glue get-partitions" of one table (repeatable)', collect)
    .addHelpText('after', glueHelp)
    .action(
      async (files: readonly string[], flags: ListingFlags & { readonly partitions?: readonly string[] }) => {
        const { readGlueTables } = await import('../catalog/declared/read-glue-tables.js');
        const { withPartitions } = await import('../catalog/declared/with-partitions.js');
        const { takeDeclaredCatalog } = await import('../catalog/declared/take-declared-catalog.js');
        const tables = readGlueTables(files.map((file) => ({ file, database: null })));
        const declared = withPartitions(tables, flags.partitions ?? []);
        await write(await takeDeclaredCatalog(declared, flags.objects ?? [], flags.output));
      },
    );
}

function withOutput(command: Command): Command {
  return command.requiredOption('-o, --output <folder>', 'catalog folder to write');
}

function withObjects(command: Command): Command {
  return withOutput(command).option(
    '--objects <[bucket=]file>',
    'listing of objects: JSON of "aws s3api list-objects-v2", or S3 Inventory as manifest.json, .csv, .csv.gz or ' +
      '.parquet (repeatable); BUCKET= where neither the file nor the locations of the tables say it',
    (text: string, before: readonly ListingFile[] = []) => [...before, readListingFile(text)],
  );
}

const ddlHelp = `
A LOCATION on this machine (file:///..., or relative to the SQL file) is read like a data folder, with
the columns and the key types of the DDL. A LOCATION in S3 has the bytes that --objects lists below it;
without a listing, its tables are known but their bytes are not, and their estimates say "unknown".
Partitions are those of ALTER TABLE ADD PARTITION; where there is none, or after MSCK REPAIR TABLE, the
key=value folders. Partition projection is computed when a query is estimated.

Example:
  $ aws s3api list-objects-v2 --bucket my-logs --prefix alb/ > objects.json
  $ athena-dryrun catalog from-ddl tables.sql views.sql --objects my-logs=objects.json -o catalog`;

const glueHelp = `
Without --partitions, the partitions of a table are the key=value folders below its location.
Sizes are known per object but not per column: of Parquet and ORC the whole object is the upper bound.

Example:
  $ aws glue get-tables --database-name sales > tables.json
  $ aws glue get-partitions --database-name sales --table-name orders > orders.json
  $ aws s3api list-objects-v2 --bucket my-lake --prefix sales/ > objects.json
  $ athena-dryrun catalog from-glue tables.json --partitions orders.json --objects objects.json -o catalog`;

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function write(summary: CatalogSummary): Promise<void> {
  const { describeCatalog } = await import('./describe-catalog.js');
  writeResult(describeCatalog(summary));
  for (const note of summary.notes) writeComplaint(note);
  for (const { path, reason } of summary.ignored) writeComplaint(`${path} is left out: ${reason}.`);
}
