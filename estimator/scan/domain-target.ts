import { bigintType, dateType } from '../evaluate/known-types.js';
import type { Expression, PlanSymbol } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Domain } from './domain.js';
import { type PullBack, pullBackCast, pullBackTruncation, pullBackYear } from './domain-pull-back.js';
import { isPrunable } from './domain-value.js';

/** A leaf column: a column that is stored, or a field inside a column of rows. */
export interface Leaf {
  readonly symbol: PlanSymbol;
  /** Names of the fields below the column; empty for a column that is no row. */
  readonly path: readonly string[];
  readonly type: Type;
}

/** An expression whose value depends on one leaf in such a way that its domain can be brought back to the leaf. */
export interface Target {
  readonly leaf: Leaf;
  /** Of the expression. */
  readonly type: Type;
  /** From values of the expression to values of the leaf. */
  readonly pullBack: PullBack;
  /** A timestamp's date: all times of a day give one value. */
  readonly isDateOfTimestamp: boolean;
}

export interface TargetOptions {
  /** Leaves out what not every version of Trino makes ranges of: fields of rows, year(), date_trunc(). */
  readonly certainOnly: boolean;
}

/** The leaf that an expression is, or null; also null for types by which row groups are not skipped. */
export function leafOf(expression: Expression, { certainOnly }: TargetOptions): Leaf | null {
  const path: string[] = [];
  let base = expression;
  while (base.kind === 'field') {
    path.unshift(base.name.toLowerCase());
    base = base.base;
  }
  if (base.kind !== 'reference' || (certainOnly && path.length > 0)) return null;
  const type = typeAt(base.symbol.type, path);
  return type === null || !isPrunable(type) ? null : { symbol: base.symbol, path, type };
}

function typeAt(type: Type | null, path: readonly string[]): Type | null {
  let current = type;
  for (const name of path) {
    const field =
      current?.kind === 'row' ? current.fields.find((candidate) => candidate.name === name) : undefined;
    current = field?.type ?? null;
  }
  return current;
}

/**
 * What can be brought back to a leaf: the leaf itself, CAST, date(), year() and date_trunc(). TRY_CAST cannot: it is
 * NULL for values that are not.
 */
export function targetOf(expression: Expression, options: TargetOptions): Target | null {
  const leaf = leafOf(expression, options);
  if (leaf !== null) return { leaf, type: leaf.type, pullBack: (domain) => domain, isDateOfTimestamp: false };
  if (expression.kind === 'cast' && !expression.safe) {
    return through(expression.operand, expression.type, options, (from) =>
      pullBackCast(from, expression.type),
    );
  }
  return expression.kind === 'call' ? targetOfCall(expression, options) : null;
}

function targetOfCall(
  { name, arguments: args }: Extract<Expression, { kind: 'call' }>,
  options: TargetOptions,
): Target | null {
  const [first, second] = args;
  if (first === undefined) return null;
  if (name === 'date' && args.length === 1) {
    return through(first, dateType, options, (from) => pullBackCast(from, dateType));
  }
  if (options.certainOnly) return null;
  if (name === 'year' && args.length === 1) return through(first, bigintType, options, pullBackYear);
  if (name !== 'date_trunc' || second === undefined || first.kind !== 'literal') return null;
  const unit = first.value;
  if (typeof unit !== 'string') return null;
  return through(second, null, options, (from) => pullBackTruncation(from, unit));
}

/** `type` null: the type of the operand. */
function through(
  operand: Expression,
  type: Type | null,
  options: TargetOptions,
  pullBackFrom: (from: Type) => PullBack | null,
): Target | null {
  const inner = targetOf(operand, options);
  const pullBack = inner === null ? null : pullBackFrom(inner.type);
  if (inner === null || pullBack === null) return null;
  return {
    leaf: inner.leaf,
    type: type ?? inner.type,
    pullBack: (domain) => chain(pullBack, inner.pullBack, domain),
    isDateOfTimestamp: inner.isDateOfTimestamp || (inner.type.kind === 'timestamp' && type?.kind === 'date'),
  };
}

/** The target seen through one more conversion. */
export function convertedTarget(target: Target, type: Type): Target | null {
  const pullBack = pullBackCast(target.type, type);
  if (pullBack === null) return null;
  return { ...target, type, pullBack: (domain) => chain(pullBack, target.pullBack, domain) };
}

function chain(outer: PullBack, inner: PullBack, domain: Domain): Domain | null {
  const between = outer(domain);
  return between === null ? null : inner(between);
}
