import { DryRunError } from '../errors.js';
import { nearestName } from '../nearest-name.js';
import type { CommonTable, Expression, Identifier, Name, WindowSpecification } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { plainName, type Relation, type RelationField } from './relation.js';
import { undeclaredTable } from './undeclared-table.js';

/** A CTE in sight: it is bound anew, in the scope where it was written, at each use. */
export interface VisibleCommonTable {
  readonly table: CommonTable;
  readonly scope: Scope;
  /** Set while a recursive CTE binds itself: what its name stands for inside. */
  readonly self: { readonly fields: readonly RelationField[]; readonly onUse: () => void } | null;
  readonly recursive: boolean;
}

/** What names mean at one place of a query. */
export interface Scope {
  readonly fields: readonly RelationField[];
  /** The enclosing query: correlated names are looked up there. */
  readonly outer: Scope | null;
  readonly commonTables: ReadonlyMap<string, VisibleCommonTable>;
  readonly windows: ReadonlyMap<string, WindowSpecification>;
}

export const emptyScope: Scope = { fields: [], outer: null, commonTables: new Map(), windows: new Map() };

export function withFields(scope: Scope, relation: Relation): Scope {
  return { ...scope, fields: relation.fields };
}

/**
 * What a dotted name stands for: a column, or fields inside one. Nearer scopes win; two candidates in one scope are
 * an error.
 */
export function resolveName(name: Name, scope: Scope): Expression {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const found = resolveIn(name, at.fields);
    if (found !== null) return found;
  }
  throw unknownColumn(name, scope);
}

function resolveIn(name: Name, fields: readonly RelationField[]): Expression | null {
  const parts = name.parts.map(plainName);
  // A qualified reading goes first: t.a is column a of t even where a column t has a field a.
  for (let qualifierLength = Math.min(parts.length - 1, 3); qualifierLength >= 0; qualifierLength -= 1) {
    const qualifier = parts.slice(0, qualifierLength);
    const column = parts[qualifierLength];
    const matches = fields.filter((field) => field.name === column && endsWith(field.qualifier, qualifier));
    const distinct = new Set(matches.map(({ symbol }) => symbol));
    if (distinct.size > 1) throw ambiguous(name, matches);
    const match = matches[0];
    if (match !== undefined) return dereference(match, name, name.parts.slice(qualifierLength + 1));
  }
  return null;
}

/** Whether a relation is called what a qualifier says: `t`, `database.t`. */
export function endsWith(qualifier: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length > qualifier.length) return false;
  return wanted.every((part, index) => qualifier[qualifier.length - wanted.length + index] === part);
}

function dereference(field: RelationField, name: Name, path: readonly Identifier[]): Expression {
  let type = field.symbol.type;
  let expression: Expression = { kind: 'reference', symbol: field.symbol, span: name.span };
  for (const part of path) {
    type = type === null ? null : fieldType(type, part, name);
    expression = { kind: 'field', base: expression, name: plainName(part), span: name.span };
  }
  return expression;
}

/** The type of a field of a row; throws `unknown_column` where there is none, or where the type is no row. */
function fieldType(type: Type, part: Identifier, name: Name): Type {
  const fields = type.kind === 'row' ? type.fields : [];
  const found = fields.find((candidate) => candidate.name === plainName(part));
  if (found !== undefined) return found.type;
  const known = fields.map((candidate) => candidate.name);
  const nearest = nearestName(part.name, known);
  throw new DryRunError('unknown_column', { name: written(name.parts), nearest, known }, name.span);
}

function ambiguous(name: Name, matches: readonly RelationField[]): DryRunError {
  const candidates = matches.map(({ qualifier }) => qualifier.join('.') || 'a subquery');
  return new DryRunError('ambiguous_column', { name: written(name.parts), candidates }, name.span);
}

function unknownColumn(name: Name, scope: Scope): DryRunError {
  const column = name.parts.at(-1)?.name ?? '';
  const known = new Set<string>();
  const hidden = new Set<string>();
  let undeclared: string | null = null;
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    for (const field of at.fields) if (field.name !== null) (field.hidden ? hidden : known).add(field.name);
    undeclared ??= undeclaredTable(at.fields);
  }
  if (undeclared !== null) {
    return new DryRunError('columns_unknown', { name: written(name.parts), table: undeclared }, name.span);
  }
  return new DryRunError(
    'unknown_column',
    { name: written(name.parts), nearest: nearestName(column, [...known, ...hidden]), known: [...known] },
    name.span,
  );
}

function written(parts: readonly Identifier[]): string {
  return parts.map(({ name }) => name).join('.');
}
