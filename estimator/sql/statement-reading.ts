import { checkColumn } from './check-column.js';
import type {
  DeleteStatement,
  MergeStatement,
  OptimizeStatement,
  TargetTable,
  UpdateStatement,
} from './statement.js';
import { joinTexts, type MappedText, type OwnText } from './statement-text.js';

/** A statement that reads rows of a table in order to change it. */
export type ChangeStatement = DeleteStatement | MergeStatement | OptimizeStatement | UpdateStatement;

type Part = MappedText | OwnText;

/**
 * The query that reads what a change of an Iceberg table reads. `targetColumns` are the stored columns of the
 * table that is changed, null where they are not known: then all are read. Throws `unknown_column` for an assigned
 * column that is none of them.
 *
 * Trino writes changed rows anew and marks the old ones as deleted (merge on read), so an UPDATE reads every
 * column that it does not assign; a DELETE reads only what its condition needs.
 */
export function readingQuery(
  statement: ChangeStatement,
  targetColumns: readonly string[] | null,
): MappedText {
  checkAssigned(statement, targetColumns);
  if (statement.kind === 'merge') return readingOfMerge(statement, targetColumns);
  const { target, where } = statement;
  const condition = where === null ? [] : [ours(' WHERE ', target), where];
  return joinTexts([...selectOf(itemsOf(statement, targetColumns), target), target.text, ...condition]);
}

function checkAssigned(statement: ChangeStatement, columns: readonly string[] | null): void {
  const lists =
    statement.kind === 'merge'
      ? statement.clauses.map(({ assignments }) => assignments)
      : statement.kind === 'update'
        ? [statement.assignments]
        : [];
  if (columns === null) return;
  for (const { column, span } of lists.flat()) checkColumn(column, span, columns);
}

function itemsOf(
  statement: DeleteStatement | OptimizeStatement | UpdateStatement,
  columns: readonly string[] | null,
): readonly Part[] {
  const { kind, target } = statement;
  if (kind === 'delete') return [];
  if (kind === 'optimize') return [ours('*', target)];
  const assigned = statement.assignments.map(({ column }) => column);
  return [...keptColumns(target, columns, [assigned]), ...statement.assignments.map(({ value }) => value)];
}

/** A source row without partner in the target is read as well where NOT MATCHED has an action: RIGHT JOIN. */
function readingOfMerge(statement: MergeStatement, targetColumns: readonly string[] | null): MappedText {
  const { target, source, condition, clauses } = statement;
  const updates = clauses.filter(({ action }) => action === 'update');
  const assigned = updates.map(({ assignments }) => assignments.map(({ column }) => column));
  const items = [
    ...(updates.length === 0 ? [] : keptColumns(target, targetColumns, assigned)),
    ...clauses.flatMap((clause) => [
      ...(clause.condition === null ? [] : [clause.condition]),
      ...clause.assignments.map(({ value }) => value),
      ...clause.values,
    ]),
  ];
  const join = clauses.every(({ matched }) => matched) ? ' INNER JOIN ' : ' RIGHT JOIN ';
  return joinTexts([
    ...selectOf(items, target),
    target.text,
    ours(join, target),
    source,
    ours(' ON ', target),
    condition,
  ]);
}

function ours(text: string, target: TargetTable): OwnText {
  return { text, origin: target.name.span.start };
}

function selectOf(items: readonly Part[], target: TargetTable): readonly Part[] {
  const list = items.length === 0 ? [ours('1', target)] : items;
  const separated = list.flatMap((item, index) => (index === 0 ? [item] : [ours(', ', target), item]));
  return [ours('SELECT ', target), ...separated, ours(' FROM ', target)];
}

/** The columns that some list of assignments leaves as they are. */
function keptColumns(
  target: TargetTable,
  columns: readonly string[] | null,
  assigned: readonly (readonly string[])[],
): readonly Part[] {
  const calledAs = quote(target.calledAs);
  if (columns === null) return [ours(`${calledAs}.*`, target)];
  const lists = assigned.map((names) => new Set(names.map((name) => name.toLowerCase())));
  const kept = columns.filter((column) => !lists.every((list) => list.has(column.toLowerCase())));
  return kept.map((column) => ours(`${calledAs}.${quote(column)}`, target));
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
