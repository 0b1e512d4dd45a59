import { DryRunError } from '../errors.js';
import type { PartitionDefinition, PartitionValues, TableChange } from './ddl.js';
import { takeColumn, takeColumns } from './ddl-column.js';
import { readDdlText, takeHiveProperties, takeHiveString, takeHiveValue } from './ddl-cursor.js';
import type { DdlStatement } from './statement.js';
import type { TokenCursor } from './statement-cursor.js';

/**
 * Reads a statement of action `alter_table`. Throws `syntax` with the place, `unsupported_syntax` for changes that
 * Athena does not take.
 */
export function readAlterTable(statement: DdlStatement): TableChange {
  return readDdlText(statement, (cursor) => {
    cursor.expect('ALTER', 'the start');
    cursor.expect('TABLE', 'ALTER');
    cursor.takeQualifiedName('a table name');
    const change = readChange(cursor);
    cursor.expectEnd('ALTER TABLE ...');
    return change;
  });
}

type ChangeReader = (cursor: TokenCursor) => TableChange;

/** Longer forms stand before those that they begin with. */
const forms: readonly { readonly words: readonly string[]; readonly read: ChangeReader }[] = [
  { words: ['ADD', 'COLUMNS'], read: (cursor) => ({ kind: 'add_columns', columns: takeColumns(cursor) }) },
  {
    words: ['REPLACE', 'COLUMNS'],
    read: (cursor) => ({ kind: 'replace_columns', columns: takeColumns(cursor) }),
  },
  { words: ['ADD'], read: readAddPartitions },
  { words: ['DROP', 'COLUMN'], read: (cursor) => ({ kind: 'drop_column', column: takeLowerName(cursor) }) },
  { words: ['DROP'], read: readDropPartitions },
  { words: ['CHANGE', 'COLUMN'], read: readChangeColumn },
  { words: ['CHANGE'], read: readChangeColumn },
  { words: ['SET', 'TBLPROPERTIES'], read: readSetProperties },
  { words: ['UNSET', 'TBLPROPERTIES'], read: readUnsetProperties },
  { words: ['SET', 'LOCATION'], read: (cursor) => readSetLocation(cursor, null) },
  { words: ['PARTITION'], read: readPartitionChange },
];

function readChange(cursor: TokenCursor): TableChange {
  const form = forms.find(({ words }) => cursor.take(...words));
  if (form !== undefined) return form.read(cursor);
  const what = `ALTER TABLE ... ${cursor.word() || cursor.written()}`;
  throw new DryRunError('unsupported_syntax', { what }, cursor.spanHere());
}

function readAddPartitions(cursor: TokenCursor): TableChange {
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS');
  const partitions: PartitionDefinition[] = [];
  do {
    cursor.expect('PARTITION', 'ADD');
    const values = takePartition(cursor);
    const location = cursor.take('LOCATION') ? takeHiveString(cursor, "a location 's3://...'") : null;
    partitions.push({ values, location });
  } while (cursor.word() === 'PARTITION');
  return { kind: 'add_partitions', ifNotExists, partitions };
}

function readDropPartitions(cursor: TokenCursor): TableChange {
  const ifExists = cursor.take('IF', 'EXISTS');
  const partitions: PartitionValues[] = [];
  do {
    cursor.expect('PARTITION', 'DROP');
    partitions.push(takePartition(cursor));
  } while (cursor.take(','));
  return { kind: 'drop_partitions', ifExists, partitions };
}

function readPartitionChange(cursor: TokenCursor): TableChange {
  const partition = takePartition(cursor);
  if (cursor.take('SET', 'LOCATION')) return readSetLocation(cursor, partition);
  if (!cursor.take('RENAME', 'TO', 'PARTITION')) cursor.fail('SET LOCATION or RENAME TO PARTITION');
  return { kind: 'rename_partition', from: partition, to: takePartition(cursor) };
}

function readSetLocation(cursor: TokenCursor, partition: PartitionValues | null): TableChange {
  return { kind: 'set_location', partition, location: takeHiveString(cursor, "a location 's3://...'") };
}

function readSetProperties(cursor: TokenCursor): TableChange {
  return { kind: 'set_properties', properties: takeHiveProperties(cursor) };
}

function readUnsetProperties(cursor: TokenCursor): TableChange {
  cursor.take('IF', 'EXISTS');
  const inside = cursor.takeParentheses('with names');
  const names: string[] = [];
  do names.push(takeHiveString(inside, 'the name of a property').toLowerCase());
  while (inside.take(','));
  if (!inside.atEnd()) inside.fail(', or )');
  return { kind: 'unset_properties', names };
}

/** CHANGE [COLUMN] old new type [COMMENT '...'] [FIRST | AFTER column] */
function readChangeColumn(cursor: TokenCursor): TableChange {
  const column = takeLowerName(cursor);
  const stop = cursor.find((at) => at.word() === 'FIRST' || at.word() === 'AFTER');
  const to = takeColumn(cursor.upTo(stop));
  cursor.at = stop;
  if (cursor.take('AFTER')) cursor.takeName('a column name');
  else cursor.take('FIRST');
  return { kind: 'change_column', column, to };
}

function takeLowerName(cursor: TokenCursor): string {
  return cursor.takeName('a column name').toLowerCase();
}

/** `(key = 'value', ...)` */
function takePartition(cursor: TokenCursor): PartitionValues {
  const inside = cursor.takeParentheses('with partition values');
  const values = new Map<string, string>();
  do {
    const key = inside.takeName('a partition key').toLowerCase();
    inside.expect('=', key);
    values.set(key, takeHiveValue(inside, `a value of ${key}`));
  } while (inside.take(','));
  if (!inside.atEnd()) inside.fail(', or )');
  return values;
}
