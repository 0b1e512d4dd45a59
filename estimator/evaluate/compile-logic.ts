import { type Comparator, comparatorOf } from './compare-values.js';
import { compileComparison, unified } from './compile-comparison.js';
import { type CompileContext, type Compiled, constant, derived, type Row } from './compiled.js';
import { booleanType } from './known-types.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';

/**
 * AND and OR by Kleene's tables: one deciding term (false, true) settles the outcome whatever the others are.
 * A failed term before the deciding one leaves it open: Trino may or may not come to the failing one first.
 */
export function compileLogical(operator: 'and' | 'or', terms: readonly Compiled[]): Compiled {
  const deciding = operator === 'or';
  if (terms.some((term) => term.constant === deciding) && !terms.some((term) => term.constant === FAILED)) {
    return constant(booleanType, deciding);
  }
  const evaluators = terms.filter((term) => term.constant !== !deciding).map((term) => term.evaluate);
  return derived(booleanType, terms, (row) => evaluateLogical(evaluators, deciding, row));
}

function evaluateLogical(
  evaluators: readonly ((row: Row) => Outcome)[],
  deciding: boolean,
  row: Row,
): Outcome {
  let failed = false;
  let unknown = false;
  let missing = false;
  for (const evaluate of evaluators) {
    const outcome = evaluate(row);
    if (outcome === deciding) return failed ? UNKNOWN : deciding;
    if (outcome === FAILED) failed = true;
    else if (outcome === null) missing = true;
    else if (outcome !== !deciding) unknown = true;
  }
  if (unknown) return UNKNOWN;
  if (failed) return FAILED;
  return missing ? null : !deciding;
}

export function compileNot(operand: Compiled): Compiled {
  return derived(booleanType, [operand], (row) => {
    const outcome = operand.evaluate(row);
    if (typeof outcome === 'boolean') return !outcome;
    return outcome === null || typeof outcome === 'symbol' ? outcome : UNKNOWN;
  });
}

export function compileIsNull(operand: Compiled): Compiled {
  return derived(booleanType, [operand], (row) => {
    const outcome = operand.evaluate(row);
    return typeof outcome === 'symbol' ? outcome : outcome === null;
  });
}

/** `operand >= low AND operand <= high`, which is what Trino makes of BETWEEN. */
export function compileBetween(
  operand: Compiled,
  low: Compiled,
  high: Compiled,
  context: CompileContext,
): Compiled {
  return compileLogical('and', [
    compileComparison('>=', operand, low, context),
    compileComparison('<=', operand, high, context),
  ]);
}

/** IN: true if an item is equal; else NULL if the operand or an item is NULL; else false. */
export function compileInList(
  operand: Compiled,
  items: readonly Compiled[],
  context: CompileContext,
): Compiled {
  const same = unified([operand, ...items], context);
  if (same === null) return constant(booleanType, FAILED);
  // An item of an unknown type need not hide that another one is equal.
  if (same.type === null) {
    const equalities = items.map((item) => compileComparison('=', operand, item, context));
    return compileLogical('or', equalities);
  }
  const [first, ...rest] = same.parts;
  if (first === undefined) return constant(booleanType, UNKNOWN);
  const texts = textsOf(rest);
  if (same.type.kind === 'varchar' && texts !== null) return inTexts(first, texts);
  const compare = comparatorOf(same.type);
  return derived(booleanType, same.parts, (row) => evaluateIn(first.evaluate(row), rest, compare, row));
}

function textsOf(items: readonly Compiled[]): ReadonlySet<string> | null {
  const texts = new Set<string>();
  for (const item of items) {
    if (typeof item.constant !== 'string') return null;
    texts.add(item.constant);
  }
  return texts;
}

/** The usual case, a list of string literals, costs one look-up per row. */
function inTexts(operand: Compiled, texts: ReadonlySet<string>): Compiled {
  return derived(booleanType, [operand], (row) => {
    const outcome = operand.evaluate(row);
    if (typeof outcome === 'string') return texts.has(outcome);
    return outcome === null || typeof outcome === 'symbol' ? outcome : UNKNOWN;
  });
}

function evaluateIn(operand: Outcome, items: readonly Compiled[], compare: Comparator, row: Row): Outcome {
  if (operand === null || typeof operand === 'symbol') return operand;
  let failed = false;
  let unknown = false;
  let missing = false;
  for (const item of items) {
    const outcome = item.evaluate(row);
    if (outcome === null) missing = true;
    else if (outcome === FAILED) failed = true;
    else if (outcome === UNKNOWN) unknown = true;
    else {
      const order = compare(operand, outcome);
      if (order === UNKNOWN) unknown = true;
      else if (order === 0) return failed ? UNKNOWN : true;
    }
  }
  if (unknown) return UNKNOWN;
  if (failed) return FAILED;
  return missing ? null : false;
}

/** Searched CASE: the first branch whose condition is true. A condition that is open leaves the whole open. */
export function compileCase(
  branches: readonly { readonly condition: Compiled; readonly result: Compiled }[],
  otherwise: Compiled,
  context: CompileContext,
): Compiled {
  const same = unified([...branches.map(({ result }) => result), otherwise], context);
  if (same === null) return constant(null, FAILED);
  const last = same.parts[branches.length] ?? otherwise;
  const conditions = branches.map(({ condition }) => condition);
  return derived(same.type, [...conditions, ...same.parts], (row) => {
    for (const [index, condition] of conditions.entries()) {
      const outcome = condition.evaluate(row);
      if (typeof outcome === 'symbol') return outcome;
      if (outcome === true) return same.parts[index]?.evaluate(row) ?? null;
    }
    return last.evaluate(row);
  });
}

/** The first argument that is not NULL; later ones are not looked at. */
export function compileCoalesce(parts: readonly Compiled[], context: CompileContext): Compiled {
  const same = unified(parts, context);
  if (same === null) return constant(null, FAILED);
  return derived(same.type, same.parts, (row) => {
    for (const part of same.parts) {
      const outcome = part.evaluate(row);
      if (outcome !== null) return outcome;
    }
    return null;
  });
}

/** NULL if both are equal, else the first. */
export function compileNullIf(left: Compiled, right: Compiled, context: CompileContext): Compiled {
  const equal = compileComparison('=', left, right, context);
  return derived(
    left.type,
    [left, right],
    (row) => {
      const outcome = equal.evaluate(row);
      if (outcome === true) return null;
      return typeof outcome === 'symbol' && left.evaluate(row) !== null ? outcome : left.evaluate(row);
    },
    left.precision,
  );
}

/** TRY and TRY_CAST: an error becomes NULL. */
export function compileTry(operand: Compiled): Compiled {
  return derived(
    operand.type,
    [operand],
    (row) => {
      const outcome = operand.evaluate(row);
      return outcome === FAILED ? null : outcome;
    },
    operand.precision,
  );
}
