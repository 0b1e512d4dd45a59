import { DryRunError } from '../errors.js';
import type {
  Clustering,
  ColumnDefinition,
  PartitionTransform,
  StorageDefinition,
  TableDefinition,
} from './ddl.js';
import { takeColumn, takeColumns } from './ddl-column.js';
import { readDdlText, takeHiveProperties, takeHiveString } from './ddl-cursor.js';
import { takeRowFormat, takeStoredAs } from './ddl-storage.js';
import type { DdlStatement, Properties } from './statement.js';
import type { TokenCursor } from './statement-cursor.js';

/**
 * Reads a statement of action `create_table`: CREATE EXTERNAL TABLE with every clause that Athena takes, and
 * CREATE TABLE of Iceberg. Throws `syntax` with the place, `unsupported_syntax` for LIKE.
 */
export function readCreateTable(statement: DdlStatement): TableDefinition {
  return readDdlText(statement, readDefinition);
}

/** What the clauses after the columns say, filled in as they come. */
interface Clauses {
  partitionKeys: readonly ColumnDefinition[];
  partitionTransforms: readonly PartitionTransform[];
  clusteredBy: Clustering | null;
  storage: StorageDefinition;
  location: string | null;
  properties: Properties;
  comment: string | null;
}

function readDefinition(cursor: TokenCursor): TableDefinition {
  cursor.expect('CREATE', 'the start');
  const external = cursor.take('EXTERNAL');
  cursor.expect('TABLE', 'CREATE');
  const ifNotExists = cursor.take('IF', 'NOT', 'EXISTS');
  const name = cursor.takeQualifiedName('a table name');
  if (cursor.word() === 'LIKE') {
    throw new DryRunError('unsupported_syntax', { what: 'CREATE TABLE ... LIKE' }, cursor.spanHere());
  }
  const columns = cursor.word() === '(' ? takeColumns(cursor) : [];
  const clauses = emptyClauses();
  while (!cursor.atEnd()) readClause(cursor, clauses);
  checkNames(cursor, [...columns, ...clauses.partitionKeys]);
  return { name, external, ifNotExists, columns, ...clauses };
}

function emptyClauses(): Clauses {
  return {
    partitionKeys: [],
    partitionTransforms: [],
    clusteredBy: null,
    storage: {
      storedAs: null,
      inputFormat: null,
      outputFormat: null,
      serde: null,
      serdeProperties: new Map(),
      delimited: null,
    },
    location: null,
    properties: new Map(),
    comment: null,
  };
}

/** The clauses may come in any order here; Athena is stricter, and says so itself. */
function readClause(cursor: TokenCursor, clauses: Clauses): void {
  if (cursor.take('COMMENT')) clauses.comment = takeHiveString(cursor, 'a comment');
  else if (cursor.take('PARTITIONED', 'BY')) readPartitionedBy(cursor, clauses);
  else if (cursor.take('CLUSTERED', 'BY')) clauses.clusteredBy = takeClustering(cursor);
  else if (cursor.take('ROW', 'FORMAT')) clauses.storage = { ...clauses.storage, ...takeRowFormat(cursor) };
  else if (cursor.take('STORED', 'AS')) clauses.storage = { ...clauses.storage, ...takeStoredAs(cursor) };
  else if (cursor.take('WITH', 'SERDEPROPERTIES')) {
    clauses.storage = { ...clauses.storage, serdeProperties: takeHiveProperties(cursor) };
  } else if (cursor.take('LOCATION')) clauses.location = takeHiveString(cursor, "a location 's3://...'");
  else if (cursor.take('TBLPROPERTIES')) clauses.properties = takeHiveProperties(cursor);
  else cursor.fail('PARTITIONED BY, ROW FORMAT, STORED AS, LOCATION, TBLPROPERTIES, ...');
}

function readPartitionedBy(cursor: TokenCursor, clauses: Clauses): void {
  const inside = cursor.takeParentheses('with partition keys');
  const keys: ColumnDefinition[] = [];
  const transforms: PartitionTransform[] = [];
  do {
    const follows = inside.word(1);
    if (follows === '(' || follows === ',' || inside.peek(1) === null) transforms.push(takeTransform(inside));
    else keys.push(takeColumn(inside));
  } while (inside.take(','));
  if (!inside.atEnd()) inside.fail(', or ) after a partition key');
  clauses.partitionKeys = keys;
  clauses.partitionTransforms = transforms;
}

/** `column`, `day(column)`, `bucket(16, column)`; older texts write `bucket(column, 16)`. */
function takeTransform(cursor: TokenCursor): PartitionTransform {
  const name = cursor.takeName('a column or a partition transform');
  if (cursor.word() !== '(') return { transform: 'identity', column: name.toLowerCase(), argument: null };
  const inside = cursor.takeParentheses('with the column');
  let argument = takeNumber(inside);
  if (argument !== null) inside.expect(',', 'the number');
  const column = inside.takeName('a column name').toLowerCase();
  if (argument === null && inside.take(',')) argument = takeNumber(inside);
  if (!inside.atEnd()) inside.fail(')');
  return { transform: name.toLowerCase(), column, argument };
}

function takeNumber(cursor: TokenCursor): number | null {
  if (cursor.peek()?.kind !== 'number') return null;
  const value = Number(cursor.written());
  cursor.at += 1;
  return value;
}

/** CLUSTERED BY (columns) [SORTED BY (columns)] INTO n BUCKETS */
function takeClustering(cursor: TokenCursor): Clustering {
  const columns = cursor.takeNames('a column name').map((column) => column.toLowerCase());
  if (cursor.take('SORTED', 'BY')) cursor.takeParentheses('with columns');
  cursor.expect('INTO', 'CLUSTERED BY (...)');
  const buckets = takeNumber(cursor) ?? cursor.fail('the number of buckets');
  cursor.expect('BUCKETS', 'the number');
  return { columns, buckets };
}

function checkNames(cursor: TokenCursor, columns: readonly ColumnDefinition[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) {
      const detail = `column ${name} is defined twice in one table (a partition key is a column too)`;
      throw new DryRunError('syntax', { detail }, { start: 0, end: cursor.source.length });
    }
    seen.add(name);
  }
}
