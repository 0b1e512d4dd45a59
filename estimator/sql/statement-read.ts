import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import type { StatementKind } from '../report.js';
import type { Statement, StatementBase } from './statement.js';
import type { TokenCursor } from './statement-cursor.js';
import { readDelete, readMerge, readOptimize, readUpdate, readVacuum } from './statement-read-change.js';
import { readDdl, readUtility, startsDdl } from './statement-read-ddl.js';
import { readDeallocate, readExecute, readExplain, readPrepare } from './statement-read-envelope.js';
import {
  type Body,
  readCreateTableAs,
  readCreateView,
  readInsert,
  readSelect,
  readUnload,
} from './statement-read-query.js';

type Reader = (cursor: TokenCursor, base: StatementBase) => Body<Statement>;

const readers: Record<StatementKind, Reader> = {
  select: readSelect,
  create_table_as: readCreateTableAs,
  insert: readInsert,
  unload: readUnload,
  create_view: readCreateView,
  explain: (cursor, base) => readExplain(cursor, (inner) => readInner(inner, base, 'EXPLAIN')),
  explain_analyze: (cursor, base) => readExplain(cursor, (inner) => readInner(inner, base, 'EXPLAIN')),
  prepare: (cursor, base) => readPrepare(cursor, (inner) => readInner(inner, base, 'PREPARE')),
  execute: readExecute,
  deallocate: readDeallocate,
  merge: readMerge,
  update: readUpdate,
  delete: readDelete,
  optimize: readOptimize,
  vacuum: readVacuum,
  ddl: readDdl,
  utility: readUtility,
  unknown: refuse,
};

/** Reads what the cursor is at, to its end. Throws `syntax` or `unsupported_statement`. */
export function readStatementBody(cursor: TokenCursor, base: StatementBase): Statement {
  return { ...readers[statementKindOf(cursor)](cursor, base), ...base };
}

/** What stands in no other statement: EXPLAIN explains what runs, PREPARE prepares what can be run. */
const neverInside: Readonly<Record<'EXPLAIN' | 'PREPARE', ReadonlySet<StatementKind>>> = {
  EXPLAIN: new Set(['explain', 'explain_analyze', 'prepare', 'deallocate']),
  PREPARE: new Set(['prepare', 'execute', 'deallocate']),
};

/** The statement inside EXPLAIN or PREPARE. */
function readInner(cursor: TokenCursor, outer: StatementBase, envelope: 'EXPLAIN' | 'PREPARE'): Statement {
  const span = { start: cursor.spanHere().start, end: outer.span.end };
  if (cursor.atEnd() || neverInside[envelope].has(statementKindOf(cursor))) {
    cursor.fail(`a statement that ${envelope} takes`);
  }
  const base = { span, text: cursor.source.slice(span.start, span.end), runsPerMonth: outer.runsPerMonth };
  return readStatementBody(cursor, base);
}

const firstWords: Readonly<Record<string, StatementKind>> = {
  SELECT: 'select',
  WITH: 'select',
  VALUES: 'select',
  TABLE: 'select',
  USING: 'select',
  '(': 'select',
  INSERT: 'insert',
  UNLOAD: 'unload',
  PREPARE: 'prepare',
  EXECUTE: 'execute',
  DEALLOCATE: 'deallocate',
  MERGE: 'merge',
  UPDATE: 'update',
  DELETE: 'delete',
  OPTIMIZE: 'optimize',
  VACUUM: 'vacuum',
  SHOW: 'utility',
  DESCRIBE: 'utility',
  DESC: 'utility',
};

/** What the first words say the statement is. */
export function statementKindOf(cursor: TokenCursor): StatementKind {
  const first = cursor.word();
  if (first === 'EXPLAIN') return cursor.word(1) === 'ANALYZE' ? 'explain_analyze' : 'explain';
  if (first === 'CREATE') {
    if (cursor.isWords('CREATE', 'OR', 'REPLACE', 'VIEW') || isView(cursor)) return 'create_view';
    if (isCreateTableAs(cursor)) return 'create_table_as';
  }
  if (startsDdl(cursor)) return 'ddl';
  return Object.hasOwn(firstWords, first) ? (firstWords[first] ?? 'unknown') : 'unknown';
}

function isView(cursor: TokenCursor): boolean {
  const start = cursor.isWords('CREATE', 'OR', 'REPLACE') ? 3 : 1;
  return ['VIEW', 'PROTECTED'].includes(cursor.word(start));
}

/** CREATE TABLE with AS at its own level, which in a table of Hive stands after STORED or DEFINED only. */
function isCreateTableAs(cursor: TokenCursor): boolean {
  const isAs = (at: TokenCursor): boolean =>
    at.word() === 'AS' && !['STORED', 'DEFINED'].includes(at.word(-1));
  return cursor.isWords('CREATE', 'TABLE') && cursor.find(isAs) < cursor.end;
}

/** Statements of Trino or Hive that Athena does not take, or that belong to another service. */
const refusedWords: ReadonlySet<string> = new Set([
  'ANALYZE',
  'CALL',
  'COMMENT',
  'COMMIT',
  'CREATE',
  'ALTER',
  'DROP',
  'DENY',
  'EXPORT',
  'FROM',
  'GRANT',
  'IMPORT',
  'LOAD',
  'LOCK',
  'MSCK',
  'REFRESH',
  'RESET',
  'REVOKE',
  'ROLLBACK',
  'SET',
  'START',
  'TRUNCATE',
  'UNLOCK',
  'USE',
]);

function refuse(cursor: TokenCursor): never {
  const first = cursor.word();
  const span = cursor.spanHere();
  if (refusedWords.has(first)) {
    const second = cursor.word(1);
    const what = /^[A-Z]+$/.test(second) ? `${first} ${second}` : first;
    throw new DryRunError('unsupported_statement', { what }, span);
  }
  const known = [
    ...Object.keys(firstWords).filter((word) => word.length > 1),
    'EXPLAIN',
    'CREATE',
    'ALTER',
    'DROP',
    'MSCK',
  ];
  const nearest = nearestName(first, known);
  const question = nearest === null ? '' : `, did you mean ${nearest}?`;
  return cursor.fail(`a statement (SELECT, WITH, CREATE, INSERT, ...)${question}`);
}
