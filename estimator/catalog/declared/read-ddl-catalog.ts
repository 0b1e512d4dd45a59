import { DryRunError } from '../../errors.js';
import type { TableDefinition } from '../../sql/ddl.js';
import { readAlterTable } from '../../sql/ddl-alter-table.js';
import { readCreateTable } from '../../sql/ddl-create-table.js';
import type { Span } from '../../sql/span.js';
import { type Position, positionsIn } from '../../sql/span.js';
import type { CreateViewStatement, DdlStatement, QualifiedName, Statement } from '../../sql/statement.js';
import { splitStatements } from '../../sql/statement-split.js';
import type { Refusal, View } from '../catalog.js';
import { addressOf } from '../object-address.js';
import { changeTable } from './change-table.js';
import { declaredStorage } from './declared-storage.js';
import type { DeclaredCatalog, DeclaredTable } from './declared-table.js';

export interface DdlText {
  readonly text: string;
  /** For messages. */
  readonly file: string;
  /** Folder that relative locations start from. */
  readonly folder: string;
  /** Where unqualified names belong. */
  readonly database: string;
}

/**
 * Runs the definitions of texts one after the other, as Athena would. Statements that define nothing (SELECT, SHOW,
 * INSERT, ...) change nothing. A name that is
 * defined twice is a table that no query can use. Throws `invalid_catalog` with file, line and column.
 */
export function readDdlCatalog(sources: readonly DdlText[]): DeclaredCatalog {
  const defined = { databases: new Set<string>(), tables: new Map(), views: new Map(), places: new Map() };
  for (const source of sources) runText({ ...defined, source, positionOf: positionsIn(source.text) });
  return {
    databases: [...defined.databases],
    tables: [...defined.tables.values()],
    views: [...defined.views.values()],
  };
}

function runText(state: DdlState): void {
  const { source, databases } = state;
  databases.add(source.database);
  for (const statement of splitStatements(source.text)) {
    try {
      run(statement, state);
    } catch (error) {
      if (!(error instanceof DryRunError)) throw error;
      throw placed(error, error.span ?? statement.span, state);
    }
  }
}

interface DdlState {
  readonly source: DdlText;
  readonly positionOf: (offset: number) => Position;
  readonly databases: Set<string>;
  /** By `nameOf`, as views are. */
  readonly tables: Map<string, DeclaredTable>;
  readonly views: Map<string, View>;
  /** Where each of them was defined first, for messages. */
  readonly places: Map<string, string>;
}

function placed(error: DryRunError, span: Span, state: DdlState): DryRunError {
  return new DryRunError('invalid_catalog', { path: placeOf(span, state), detail: error.message });
}

function placeOf({ start }: Span, { source, positionOf }: DdlState): string {
  const { line, column } = positionOf(start);
  return `${source.file}:${line}:${column}`;
}

function run(statement: Statement, state: DdlState): void {
  if (statement.kind === 'unknown') throw statement.error;
  if (statement.kind === 'create_view') createView(statement, state);
  if (statement.kind === 'ddl') runDdl(statement, state);
  if (statement.kind === 'create_table_as') {
    const what = 'CREATE TABLE AS in a file of definitions (write its CREATE EXTERNAL TABLE instead)';
    throw new DryRunError('unsupported_statement', { what });
  }
}

function runDdl(statement: DdlStatement, state: DdlState): void {
  const { subject } = statement;
  if (subject === null) return;
  const { databases, tables, views } = state;
  switch (statement.action) {
    case 'create_table':
      createTable(subject, readCreateTable(statement), state);
      return;
    case 'create_database':
      databases.add((subject.parts.at(-1) ?? '').toLowerCase());
      return;
    case 'alter_table':
      alter(subject, state, (table) => changeTable(table, readAlterTable(statement)));
      return;
    case 'repair_table':
      alter(subject, state, (table) => ({ ...table, foldersAre: 'partitions' }));
      return;
    case 'drop_table':
      tables.delete(nameOf(subject, state).key);
      return;
    case 'drop_view':
      views.delete(nameOf(subject, state).key);
      return;
    case 'drop_database':
      dropDatabase((subject.parts.at(-1) ?? '').toLowerCase(), state);
      return;
    case 'alter_database':
    case 'alter_view':
    case 'create_function':
      return;
  }
}

function nameOf(
  { parts }: QualifiedName,
  { source }: DdlState,
): { readonly database: string; readonly name: string; readonly key: string } {
  const database = (parts.length > 1 ? (parts.at(-2) ?? '') : source.database).toLowerCase();
  const name = (parts.at(-1) ?? '').toLowerCase();
  return { database, name, key: JSON.stringify([database, name]) };
}

function createTable(subject: QualifiedName, definition: TableDefinition, state: DdlState): void {
  const { database, name, key } = nameOf(subject, state);
  const isKnown = state.tables.has(key) || state.views.has(key);
  if (isKnown && definition.ifNotExists) return;
  const { storage, properties } = definition;
  const { delimited, serdeProperties } = storage;
  const fieldDelimiter =
    delimited?.fields ?? serdeProperties.get('field.delim') ?? serdeProperties.get('separatorchar') ?? null;
  state.databases.add(database);
  state.tables.set(key, {
    database,
    name,
    columns: definition.columns.map((column) => ({ name: column.name, type: column.type })),
    partitionKeys: definition.partitionKeys.map((column) => ({ name: column.name, type: column.type })),
    partitionTransforms: definition.partitionTransforms,
    clustering: definition.clusteredBy,
    storage: declaredStorage({ ...storage, fieldDelimiter, properties }),
    location: definition.location === null ? null : addressOf(definition.location, state.source.folder),
    folder: state.source.folder,
    partitions: [],
    foldersAre: 'partitions_unless_registered',
    properties,
    refusal: isKnown ? duplicate(subject, key, state) : null,
  });
  state.views.delete(key);
  if (!isKnown) state.places.set(key, placeOf(subject.span, state));
}

function duplicate({ span }: QualifiedName, key: string, state: DdlState): Refusal {
  return {
    code: 'duplicate_table',
    detail: `at ${state.places.get(key) ?? state.source.file} and at ${placeOf(span, state)}`,
  };
}

function alter(
  subject: QualifiedName,
  state: DdlState,
  change: (table: DeclaredTable) => DeclaredTable,
): void {
  const { database, name, key } = nameOf(subject, state);
  const table = state.tables.get(key);
  if (table === undefined) {
    throw new DryRunError('unknown_table', { name: `${database}.${name}`, nearest: null }, subject.span);
  }
  state.tables.set(key, change(table));
}

function createView(statement: CreateViewStatement, state: DdlState): void {
  const { database, name, key } = nameOf(statement.view, state);
  const table = state.tables.get(key);
  if (table !== undefined || (state.views.has(key) && !statement.orReplace)) {
    const refusal = duplicate(statement.view, key, state);
    state.tables.set(key, { ...(table ?? emptyTable(database, name, state.source)), refusal });
    state.views.delete(key);
    return;
  }
  state.databases.add(database);
  state.places.set(key, placeOf(statement.view.span, state));
  state.views.set(key, {
    kind: 'view',
    database,
    name,
    columns: statement.columns,
    sql: statement.query.text,
    // Names in a view belong to the database of the session that made it.
    definedIn: state.source.database,
  });
}

/** Stands for a name that means nothing. */
function emptyTable(database: string, name: string, { folder }: DdlText): DeclaredTable {
  const nothing = new Map<string, string>();
  const words = { storedAs: null, inputFormat: null, serde: null, fieldDelimiter: null };
  return {
    database,
    name,
    columns: [],
    partitionKeys: [],
    partitionTransforms: [],
    clustering: null,
    storage: declaredStorage({ ...words, serdeProperties: nothing, properties: nothing }),
    location: null,
    folder,
    partitions: [],
    foldersAre: 'no_partitions',
    properties: nothing,
    refusal: null,
  };
}

function dropDatabase(name: string, { databases, tables, views }: DdlState): void {
  databases.delete(name);
  for (const [key, table] of tables) if (table.database === name) tables.delete(key);
  for (const [key, view] of views) if (view.database === name) views.delete(key);
}
