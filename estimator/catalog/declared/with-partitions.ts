import { countOf } from '../../count-of.js';
import { DryRunError } from '../../errors.js';
import { hivePath, nullPartition } from '../hive-partition.js';
import { addressOf } from '../object-address.js';
import type { DeclaredCatalog, DeclaredPartition, DeclaredTable } from './declared-table.js';
import { type GluePartition, gluePartitions } from './glue-json.js';
import { glueStorage } from './glue-storage.js';
import { readJsonFile } from './read-json-file.js';

/**
 * The catalog with the partitions of `aws glue get-partitions`. A table of which they have any has these and no
 * others. Throws `unreadable_file`, or `invalid_catalog` where partitions and tables do not belong together.
 */
export function withPartitions(catalog: DeclaredCatalog, files: readonly string[]): DeclaredCatalog {
  const tables = new Map(catalog.tables.map((table) => [identityOf(table.database, table.name), table]));
  const registered = new Map<string, Map<string, DeclaredPartition>>();
  for (const file of files) {
    for (const glue of readJsonFile(file, gluePartitions)) {
      const identity = identityOf(glue.DatabaseName ?? 'default', glue.TableName);
      const table = tables.get(identity);
      if (table === undefined) {
        const detail = `the tables have no ${glue.DatabaseName ?? 'default'}.${glue.TableName}.`;
        throw new DryRunError('invalid_catalog', { path: file, detail });
      }
      const partition = partitionOf(table, glue, file);
      const known = registered.get(identity) ?? new Map<string, DeclaredPartition>();
      registered.set(identity, known.set(JSON.stringify(partition.values), partition));
    }
  }
  return {
    ...catalog,
    tables: [...tables].map(([identity, table]): DeclaredTable => {
      const partitions = registered.get(identity);
      return partitions === undefined
        ? table
        : { ...table, partitions: [...partitions.values()], foldersAre: 'no_partitions' };
    }),
  };
}

function identityOf(database: string, name: string): string {
  return JSON.stringify([database.toLowerCase(), name.toLowerCase()]);
}

function partitionOf(table: DeclaredTable, glue: GluePartition, file: string): DeclaredPartition {
  const keys = table.partitionKeys.map(({ name }) => name);
  if (glue.Values.length !== keys.length) {
    const detail = `a partition of ${table.database}.${table.name} has ${countOf(glue.Values.length, 'value')}, the table ${countOf(keys.length, 'key')}.`;
    throw new DryRunError('invalid_catalog', { path: file, detail });
  }
  const values = glue.Values.map((value) => (value === nullPartition ? null : value));
  const { Location: location, InputFormat, SerdeInfo } = glue.StorageDescriptor;
  const saysStorage = InputFormat !== null || SerdeInfo.SerializationLibrary !== null;
  const { opaqueReason } = table.storage;
  return {
    values,
    location:
      location === null || location === ''
        ? `${table.location ?? ''}/${hivePath(keys, values)}`
        : addressOf(location, table.folder),
    // The files of a table format are what the table says, whatever its partitions say.
    storage: saysStorage && opaqueReason === null ? glueStorage(glue.StorageDescriptor, new Map()) : null,
  };
}
