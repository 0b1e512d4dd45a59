import type { PlanSymbol } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import type { Value } from '../sql/value.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';
import { longestText } from './text.js';

export type Row = readonly Value[];

/** An expression turned into a closure, with what is known of it before any row is seen. */
export interface Compiled {
  /** null: not known. */
  readonly type: Type | null;
  /** Digits of the fraction of a second of a timestamp; null: not known, or no timestamp. */
  readonly precision: number | null;
  /** The outcome where it is the same for every row, else undefined. */
  readonly constant: Outcome | undefined;
  readonly evaluate: (row: Row) => Outcome;
}

export interface Clock {
  /** Start of the query, microseconds since 1970 UTC. Athena's session time zone is UTC. */
  readonly nowMicros: bigint;
}

export interface CompileContext {
  readonly clock: Clock;
  /** Where in the row the value of a symbol is; other symbols are unknown. */
  readonly slots: ReadonlyMap<PlanSymbol, number>;
  /** Told the name of what was met but could not be evaluated, though all its inputs were known. */
  readonly onUnevaluable: (what: string) => void;
}

export function constant(type: Type | null, outcome: Outcome, precision: number | null = null): Compiled {
  return { type, precision, constant: outcome, evaluate: () => outcome };
}

export const unknownConstant: Compiled = constant(null, UNKNOWN);

/** A closure over parts; it is evaluated here and now where all the parts are constant. What is too long is unknown. */
export function derived(
  type: Type | null,
  parts: readonly Compiled[],
  evaluateAny: (row: Row) => Outcome,
  precision: number | null = null,
): Compiled {
  const evaluate = (row: Row): Outcome => {
    const outcome = evaluateAny(row);
    return typeof outcome === 'string' && outcome.length > longestText ? UNKNOWN : outcome;
  };
  if (parts.every((part) => part.constant !== undefined)) return constant(type, evaluate([]), precision);
  return { type, precision, constant: undefined, evaluate };
}

/** An operation that gives NULL for a NULL argument, as nearly all do. */
export interface StrictOperation {
  readonly name: string;
  readonly type: Type | null;
  readonly precision?: number | null;
  readonly apply: (...values: Known[]) => Outcome;
}

/**
 * Applies a strict operation. An unknown argument makes the outcome unknown even beside a NULL: whether Trino drops
 * such a partition differs between its versions.
 */
export function applyStrictly(
  operation: StrictOperation,
  args: readonly Compiled[],
  context: CompileContext,
): Compiled {
  return derived(
    operation.type,
    args,
    strictEvaluator(operation, args, context),
    operation.precision ?? null,
  );
}

function strictEvaluator(
  operation: StrictOperation,
  args: readonly Compiled[],
  context: CompileContext,
): (row: Row) => Outcome {
  const { name, apply } = operation;
  const reported = (outcome: Outcome): Outcome => {
    if (outcome === UNKNOWN) context.onUnevaluable(name);
    return outcome;
  };
  const [first, second] = args;
  if (first !== undefined && args.length === 1) {
    const evaluate = first.evaluate;
    return (row) => {
      const value = evaluate(row);
      return value === null || typeof value === 'symbol' ? value : reported(apply(value));
    };
  }
  if (first !== undefined && second !== undefined && args.length === 2) {
    const evaluateFirst = first.evaluate;
    const evaluateSecond = second.evaluate;
    return (row) => {
      const left = evaluateFirst(row);
      const right = evaluateSecond(row);
      if (left === null || right === null || typeof left === 'symbol' || typeof right === 'symbol') {
        return openOutcome([left, right]);
      }
      return reported(apply(left, right));
    };
  }
  return (row) => {
    const values: Known[] = [];
    const outcomes = args.map((argument) => argument.evaluate(row));
    for (const outcome of outcomes) {
      if (outcome === null || typeof outcome === 'symbol') return openOutcome(outcomes);
      values.push(outcome);
    }
    return reported(apply(...values));
  };
}

function openOutcome(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes(UNKNOWN)) return UNKNOWN;
  return outcomes.includes(FAILED) ? FAILED : null;
}
