import type { Note } from '../../estimator/report.js';
import type { EngineTable } from './engine-table.js';
import { isJsonObject, type Json, nodesOf, textOf } from './lossless-json.js';

/** How DuckDB may read otherwise than Athena does. */
type ReadingCode = 'duckdb_reads_more' | 'duckdb_reads_less';

const notes: Readonly<
  Record<'nulls' | 'negation' | 'arithmetic' | 'union' | 'fine', Note & { readonly code: ReadingCode }>
> = {
  nulls: {
    code: 'duckdb_reads_more',
    message:
      'The engine here reads row groups without NULLs for IS NULL; Athena skips them by their counts of NULLs, as the estimate does.',
  },
  fine: {
    code: 'duckdb_reads_more',
    message:
      'The file holds timestamps that are finer than milliseconds. Athena rounds them; rounded here, they skip no row groups.',
  },
  union: {
    code: 'duckdb_reads_more',
    message:
      'The engine here reads all columns that stand below UNION, INTERSECT or EXCEPT; Athena leaves out those of a UNION that nothing above it asks for, as the estimate does.',
  },
  negation: {
    code: 'duckdb_reads_less',
    message:
      'The engine here takes NOT (x >= 1) for x < 1 and skips row groups by it. Athena does not for double and real, whose values may be NaN, and nor does the estimate.',
  },
  arithmetic: {
    code: 'duckdb_reads_less',
    message:
      'The engine here takes x + 1 < 2 for x < 1 and skips row groups by it. Athena does not, and nor does the estimate.',
  },
};

/** DuckDB's parser turns NOT and the comparison behind it into one: its tree has it no more. */
const negation = /(?<!\bIS\s+)\bNOT\b(?!\s+(?:NULL|IN|LIKE|EXISTS|DISTINCT)\b)/i;

/** What in a statement DuckDB 1.5.6 was seen to skip row groups by otherwise than Trino does. */
export function readingNotes(sql: string, tree: Json, tables: readonly EngineTable[]): readonly Note[] {
  const found = new Set<Note>(negation.test(sql) ? [notes.negation] : []);
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isJsonObject(value)) return;
    if (value['type'] === 'SET_OPERATION_NODE') found.add(notes.union);
    if (value['type'] === 'OPERATOR_IS_NULL') found.add(notes.nulls);
    const isOfNull = nodesOf(value, 'children').some(({ type }) => type === 'OPERATOR_IS_NOT_NULL');
    if (value['type'] === 'OPERATOR_NOT' && isOfNull) found.add(notes.nulls);
    if (value['class'] === 'COMPARISON' && [value['left'], value['right']].some(isArithmetic)) {
      found.add(notes.arithmetic);
    }
    Object.values(value).forEach(visit);
  };
  visit(tree);
  if (tables.some(({ columns }) => columns.some(({ isFine }) => isFine === true))) found.add(notes.fine);
  return [...found];
}

function isArithmetic(value: Json | undefined): boolean {
  return (
    isJsonObject(value) && value['class'] === 'FUNCTION' && arithmetic.has(textOf(value, 'function_name'))
  );
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '//']);
