import { typeOf } from '../evaluate/type-of.js';
import type { Call, Expression } from '../sql/tree.js';
import type { Type } from '../sql/type.js';

const bigint: Type = { kind: 'integer', bits: 64 };

/** The type of a bound expression where it is plain to see, also of nested fields and aggregates. Null otherwise. */
export function expressionType(expression: Expression): Type | null {
  if (expression.kind === 'field') {
    const base = expressionType(expression.base);
    if (base?.kind !== 'row') return null;
    return base.fields.find(({ name }) => name === expression.name)?.type ?? null;
  }
  if (expression.kind === 'subscript') {
    const base = expressionType(expression.base);
    if (base?.kind === 'array') return base.element;
    return base?.kind === 'map' ? base.value : null;
  }
  if (expression.kind === 'planned_subquery') {
    const [output, ...others] = expression.use.mode === 'scalar' ? expression.output : [];
    return others.length === 0 ? (output?.type ?? null) : null;
  }
  return typeOf(expression);
}

type AggregateType = (argument: Type | null) => Type | null;

const sameType: AggregateType = (argument) => argument;

const aggregateTypes: Readonly<Record<string, AggregateType>> = {
  count: () => bigint,
  count_if: () => bigint,
  approx_distinct: () => bigint,
  sum: (argument) => (argument?.kind === 'integer' ? bigint : argument?.kind === 'double' ? argument : null),
  avg: (argument) =>
    argument?.kind === 'integer' || argument?.kind === 'double' ? { kind: 'double' } : null,
  min: sameType,
  max: sameType,
  any_value: sameType,
  arbitrary: sameType,
};

/** The type of an aggregate's result in Trino, for the aggregates whose type decides how a division is done. */
export function aggregateType(call: Call): Type | null {
  const decide = Object.hasOwn(aggregateTypes, call.name) ? aggregateTypes[call.name] : undefined;
  const [argument] = call.arguments;
  return decide === undefined ? null : decide(argument === undefined ? null : expressionType(argument));
}
