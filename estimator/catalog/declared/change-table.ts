import { DryRunError } from '../../errors.js';
import type { ColumnDefinition, PartitionDefinition, PartitionValues, TableChange } from '../../sql/ddl.js';
import type { Column } from '../catalog.js';
import { hivePath, nullPartition } from '../hive-partition.js';
import { addressOf } from '../object-address.js';
import type { DeclaredPartition, DeclaredTable } from './declared-table.js';

/** The table after an ALTER TABLE. Throws `syntax` where it does not fit the table. */
export function changeTable(table: DeclaredTable, change: TableChange): DeclaredTable {
  switch (change.kind) {
    case 'add_partitions':
      return addPartitions(table, change.partitions, change.ifNotExists);
    case 'drop_partitions':
      return dropPartitions(table, change.partitions);
    case 'rename_partition':
      return changePartition(table, change.from, (partition) => ({
        ...partition,
        values: valuesOf(table, change.to),
      }));
    case 'add_columns':
      return { ...table, columns: [...table.columns, ...change.columns.map(columnOf)] };
    case 'replace_columns':
      return { ...table, columns: change.columns.map(columnOf) };
    case 'change_column':
      return replaceColumn(table, change.column, [columnOf(change.to)]);
    case 'drop_column':
      return replaceColumn(table, change.column, []);
    case 'set_location': {
      const location = addressOf(change.location, table.folder);
      if (change.partition === null) return { ...table, location };
      return changePartition(table, change.partition, (partition) => ({ ...partition, location }));
    }
    case 'set_properties':
      return { ...table, properties: new Map([...table.properties, ...change.properties]) };
    case 'unset_properties': {
      const names = new Set(change.names);
      return { ...table, properties: new Map([...table.properties].filter(([name]) => !names.has(name))) };
    }
  }
}

function columnOf({ name, type }: ColumnDefinition): Column {
  return { name, type };
}

function replaceColumn(table: DeclaredTable, name: string, by: readonly Column[]): DeclaredTable {
  if (!table.columns.some((column) => column.name === name))
    fail(`table ${table.name} has no column ${name}`);
  return { ...table, columns: table.columns.flatMap((column) => (column.name === name ? by : [column])) };
}

/** Once a partition is registered, folders are partitions only if MSCK REPAIR TABLE says so. */
function addPartitions(
  table: DeclaredTable,
  added: readonly PartitionDefinition[],
  ifNotExists: boolean,
): DeclaredTable {
  const partitions = [...table.partitions];
  const known = new Set(partitions.map(({ values }) => JSON.stringify(values)));
  for (const { values: written, location } of added) {
    const values = valuesOf(table, written);
    if (known.has(JSON.stringify(values))) {
      if (ifNotExists) continue;
      fail(`partition (${printed(written)}) of table ${table.name} exists already`);
    }
    known.add(JSON.stringify(values));
    partitions.push({
      values,
      location: location === null ? defaultLocation(table, values) : addressOf(location, table.folder),
      storage: null,
    });
  }
  const { foldersAre } = table;
  return {
    ...table,
    partitions,
    foldersAre: foldersAre === 'partitions_unless_registered' ? 'no_partitions' : foldersAre,
  };
}

function dropPartitions(table: DeclaredTable, dropped: readonly PartitionValues[]): DeclaredTable {
  const tests = dropped.map((written) => matcher(table, written));
  return {
    ...table,
    partitions: table.partitions.filter(({ values }) => !tests.some((isDropped) => isDropped(values))),
  };
}

function changePartition(
  table: DeclaredTable,
  written: PartitionValues,
  change: (partition: DeclaredPartition) => DeclaredPartition,
): DeclaredTable {
  const isIt = matcher(table, written);
  if (!table.partitions.some(({ values }) => isIt(values))) {
    fail(`table ${table.name} has no partition (${printed(written)})`);
  }
  return {
    ...table,
    partitions: table.partitions.map((partition) => (isIt(partition.values) ? change(partition) : partition)),
  };
}

/** Whether a partition has the written values; keys that are not written may have any. */
function matcher(
  table: DeclaredTable,
  written: PartitionValues,
): (values: readonly (string | null)[]) => boolean {
  requireKeys(table, written);
  return (values) =>
    table.partitionKeys.every(({ name }, index) => {
      const value = written.get(name);
      return value === undefined || keyValue(value) === values[index];
    });
}

function valuesOf(table: DeclaredTable, written: PartitionValues): readonly (string | null)[] {
  requireKeys(table, written);
  return table.partitionKeys.map(({ name }) =>
    keyValue(
      written.get(name) ?? fail(`partition (${printed(written)}) of table ${table.name} has no ${name}`),
    ),
  );
}

function requireKeys({ name, partitionKeys }: DeclaredTable, written: PartitionValues): void {
  for (const key of written.keys()) {
    if (!partitionKeys.some((known) => known.name === key)) fail(`table ${name} has no partition key ${key}`);
  }
}

function keyValue(written: string): string | null {
  return written === nullPartition ? null : written;
}

function defaultLocation(
  { name, location, partitionKeys }: DeclaredTable,
  values: DeclaredPartition['values'],
) {
  if (location === null) fail(`table ${name} has no LOCATION that its partition could lie in`);
  const keys = partitionKeys.map((key) => key.name);
  return `${location}/${hivePath(keys, values)}`;
}

function printed(written: PartitionValues): string {
  return [...written].map(([key, value]) => `${key}=${value}`).join(', ');
}

function fail(detail: string): never {
  throw new DryRunError('syntax', { detail });
}
