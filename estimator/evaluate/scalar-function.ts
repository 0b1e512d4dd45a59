import type { Type } from '../sql/type.js';
import type { ArrayValue, DateValue, DecimalValue, TimestampValue } from '../sql/value.js';
import { microsOfDays } from './calendar.js';
import { toDouble } from './coerce-value.js';
import { type Known, type Outcome, UNKNOWN } from './outcome.js';
import { localTime } from './time-zone.js';

/** What a parameter accepts, after Trino's implicit conversions. */
interface ParameterValues {
  readonly text: string;
  readonly integer: bigint;
  /** Integers and decimals are converted. */
  readonly double: number;
  /** Numbers as they are. */
  readonly number: bigint | number | DecimalValue;
  readonly date: DateValue;
  /** An instant as the clocks of its zone show it. */
  readonly temporal: DateValue | TimestampValue;
  /** An instant as it is, with its zone. */
  readonly moment: DateValue | TimestampValue;
  /** Dates become midnight; an instant as it is, with its zone. */
  readonly timestamp: TimestampValue;
  readonly array: ArrayValue;
  readonly any: Known;
}

type ParameterKind = keyof ParameterValues;

type ValuesOf<Kinds extends readonly ParameterKind[]> = {
  readonly [Index in keyof Kinds]: ParameterValues[Kinds[Index]];
};

/** One signature of a function that is NULL for a NULL argument and the same for the same arguments. */
export interface ScalarFunction {
  readonly arity: number;
  readonly resultType: (argumentTypes: readonly (Type | null)[]) => Type | null;
  readonly apply: (...values: Known[]) => Outcome;
}

/** Functions by name; a name has one entry per number of arguments. */
export type FunctionTable = Readonly<Record<string, readonly ScalarFunction[]>>;

/**
 * Describes a function. An argument that does not fit its parameter makes the outcome unknown: whether Trino
 * would convert or refuse it is for binding to say.
 */
export function scalar<const Kinds extends readonly ParameterKind[]>(
  parameters: Kinds,
  result: Type | null | ((argumentTypes: readonly (Type | null)[]) => Type | null),
  evaluate: (...values: ValuesOf<Kinds>) => Outcome,
): ScalarFunction {
  return {
    arity: parameters.length,
    resultType: typeof result === 'function' ? result : () => result,
    apply(...values) {
      const converted: unknown[] = [];
      for (const [index, value] of values.entries()) {
        const kind = parameters[index];
        const argument = kind === undefined ? UNKNOWN : readers[kind](value);
        if (argument === UNKNOWN) return UNKNOWN;
        converted.push(argument);
      }
      // Each element has just been read as its parameter's kind.
      return evaluate(...(converted as unknown as ValuesOf<Kinds>));
    },
  };
}

/** The type of an argument, counted from 0, for functions that give back the type they were given. */
export function sameAs(index: number): (argumentTypes: readonly (Type | null)[]) => Type | null {
  return (argumentTypes) => argumentTypes[index] ?? null;
}

const readers: {
  readonly [Kind in ParameterKind]: (value: Known) => ParameterValues[Kind] | typeof UNKNOWN;
} = {
  text: (value) => (typeof value === 'string' ? value : UNKNOWN),
  integer: (value) => (typeof value === 'bigint' ? value : UNKNOWN),
  double: (value) => {
    const converted = toDouble(value);
    return typeof converted === 'number' ? converted : UNKNOWN;
  },
  number: (value) => {
    if (typeof value === 'bigint' || typeof value === 'number') return value;
    return typeof value === 'object' && value.kind === 'decimal' ? value : UNKNOWN;
  },
  date: (value) => (typeof value === 'object' && value.kind === 'date' ? value : UNKNOWN),
  temporal: (value) => {
    if (typeof value !== 'object') return UNKNOWN;
    if (value.kind === 'timestamp') return localTime(value);
    return value.kind === 'date' ? value : UNKNOWN;
  },
  moment: (value) =>
    typeof value === 'object' && (value.kind === 'date' || value.kind === 'timestamp') ? value : UNKNOWN,
  timestamp: (value) => {
    if (typeof value !== 'object') return UNKNOWN;
    if (value.kind === 'timestamp') return value;
    if (value.kind !== 'date') return UNKNOWN;
    return { kind: 'timestamp', micros: microsOfDays(value.days), zoned: false };
  },
  array: (value) => (typeof value === 'object' && value.kind === 'array' ? value : UNKNOWN),
  any: (value) => value,
};

/** A whole number that JavaScript can count with, or null. */
export function smallInteger(value: bigint): number | null {
  return value >= -2_147_483_648n && value <= 2_147_483_647n ? Number(value) : null;
}

/** Keeps what was made from a text, for the few patterns of one query. */
export function remember<Result>(make: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= rememberedTexts) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

const rememberedTexts = 100;
