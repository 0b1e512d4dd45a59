import type { DryRunError } from '../errors.js';
import type { StatementKind } from '../report.js';
import type { Span } from './span.js';
import type { MappedText } from './statement-text.js';

/**
 * One statement of the user's text. The envelope (EXPLAIN, CREATE TABLE AS, UNLOAD, ...) is read here; the query
 * inside is cut out, with the positions it came from, for the parser.
 */
export type Statement =
  | SelectStatement
  | CreateTableAsStatement
  | InsertStatement
  | UnloadStatement
  | CreateViewStatement
  | ExplainStatement
  | PrepareStatement
  | ExecuteStatement
  | DeallocateStatement
  | MergeStatement
  | UpdateStatement
  | DeleteStatement
  | OptimizeStatement
  | VacuumStatement
  | DdlStatement
  | UtilityStatement
  | InvalidStatement;

export interface StatementBase {
  /** From the first to the last token, without the semicolon. */
  readonly span: Span;
  readonly text: string;
  /** From a comment `-- runs-per-month: N` in or before the statement. */
  readonly runsPerMonth: number | null;
}

/** `table`, `database.table` or `catalog.database.table`, as written but without quotes. */
export interface QualifiedName {
  readonly parts: readonly string[];
  readonly span: Span;
}

/** Values of WITH (...) and the like, as written; strings without their quotes. Names are lower case. */
export type Properties = ReadonlyMap<string, string>;

export interface SelectStatement extends StatementBase {
  readonly kind: 'select';
  /** Names that USING EXTERNAL FUNCTION declares, in lower case. */
  readonly functions: readonly string[];
  readonly query: MappedText;
}

export interface CreateTableAsStatement extends StatementBase {
  readonly kind: 'create_table_as';
  readonly table: QualifiedName;
  readonly ifNotExists: boolean;
  readonly columns: readonly string[];
  readonly properties: Properties;
  /** False for WITH NO DATA. */
  readonly withData: boolean;
  readonly query: MappedText;
}

export interface InsertStatement extends StatementBase {
  readonly kind: 'insert';
  readonly table: QualifiedName;
  readonly columns: readonly QualifiedName[];
  readonly query: MappedText;
}

export interface UnloadStatement extends StatementBase {
  readonly kind: 'unload';
  readonly location: string;
  readonly properties: Properties;
  readonly query: MappedText;
}

export interface CreateViewStatement extends StatementBase {
  readonly kind: 'create_view';
  readonly view: QualifiedName;
  readonly orReplace: boolean;
  readonly columns: readonly string[];
  readonly query: MappedText;
}

export interface ExplainStatement extends StatementBase {
  readonly kind: 'explain' | 'explain_analyze';
  /** TYPE, FORMAT and VERBOSE. */
  readonly options: Properties;
  readonly statement: Statement;
}

export interface PrepareStatement extends StatementBase {
  readonly kind: 'prepare';
  readonly name: string;
  readonly statement: Statement;
}

export interface ExecuteStatement extends StatementBase {
  readonly kind: 'execute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly MappedText[];
}

export interface DeallocateStatement extends StatementBase {
  readonly kind: 'deallocate';
  readonly name: string;
}

/** A table of MERGE, UPDATE or DELETE with what it is called in the rest of the statement. */
export interface TargetTable {
  readonly name: QualifiedName;
  /** The alias, or the last part of the name. */
  readonly calledAs: string;
  /** `database.table` or `database.table AS alias`, as written. */
  readonly text: MappedText;
}

export interface MergeStatement extends StatementBase {
  readonly kind: 'merge';
  readonly target: TargetTable;
  /** Table or subquery with its alias. */
  readonly source: MappedText;
  readonly condition: MappedText;
  readonly clauses: readonly MergeClause[];
}

export interface MergeClause {
  readonly matched: boolean;
  readonly condition: MappedText | null;
  readonly action: 'update' | 'delete' | 'insert' | 'nothing';
  readonly assignments: readonly Assignment[];
  /** Expressions of INSERT ... VALUES. */
  readonly values: readonly MappedText[];
}

export interface Assignment {
  readonly column: string;
  readonly span: Span;
  readonly value: MappedText;
}

export interface UpdateStatement extends StatementBase {
  readonly kind: 'update';
  readonly target: TargetTable;
  readonly assignments: readonly Assignment[];
  readonly where: MappedText | null;
}

export interface DeleteStatement extends StatementBase {
  readonly kind: 'delete';
  readonly target: TargetTable;
  readonly where: MappedText | null;
}

export interface OptimizeStatement extends StatementBase {
  readonly kind: 'optimize';
  readonly target: TargetTable;
  readonly where: MappedText | null;
}

export interface VacuumStatement extends StatementBase {
  readonly kind: 'vacuum';
  readonly table: QualifiedName;
}

/** A statement that changes the catalog and reads no data. */
export interface DdlStatement extends StatementBase {
  readonly kind: 'ddl';
  readonly action: DdlAction;
  /** The table, view or database that it is about. */
  readonly subject: QualifiedName | null;
}

export type DdlAction =
  | 'create_table'
  | 'create_database'
  | 'create_function'
  | 'drop_table'
  | 'drop_view'
  | 'drop_database'
  | 'alter_table'
  | 'alter_database'
  | 'alter_view'
  | 'repair_table';

/** SHOW and DESCRIBE. */
export interface UtilityStatement extends StatementBase {
  readonly kind: 'utility';
  /** `SHOW PARTITIONS`, `DESCRIBE`, ... in upper case. */
  readonly what: string;
}

/** A statement that cannot be estimated, with why. The other statements of the text are not affected. */
export interface InvalidStatement extends StatementBase {
  readonly kind: 'unknown';
  /** What its first words say it is. */
  readonly claimedKind: StatementKind;
  readonly error: DryRunError;
}
