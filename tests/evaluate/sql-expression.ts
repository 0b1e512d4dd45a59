import { compileExpression } from '../../estimator/evaluate/compile-expression.js';
import { withParts } from '../../estimator/evaluate/expression-parts.js';
import type { Outcome } from '../../estimator/evaluate/outcome.js';
import { loadParser } from '../../estimator/sql/parse.js';
import type { Expression, PlanSymbol } from '../../estimator/sql/tree.js';
import { parseType } from '../../estimator/sql/type.js';
import type { Value } from '../../estimator/sql/value.js';

/** 2024-02-29 13:14:15.678 UTC */
export const clock = { nowMicros: 1_709_212_455_678_000n };

const parser = await loadParser();

/** Columns of a test by name, with their types as SQL text. */
export type Columns = Readonly<Record<string, PlanSymbol>>;

export function columnsOf(types: Readonly<Record<string, string>>): Columns {
  return Object.fromEntries(
    Object.entries(types).map(([name, type], id): [string, PlanSymbol] => [
      name,
      { id, name, type: parseType(type) },
    ]),
  );
}

/** An expression of Athena SQL; names that are columns of the test become references, `a.b` a field of a column. */
export function parseExpression(sql: string, columns: Columns = {}): Expression {
  const { body } = parser.parseQuery(`SELECT ${sql}`);
  const item = body.kind === 'select' ? body.items[0] : undefined;
  if (item?.kind !== 'expression') throw new Error(`no expression: ${sql}`);
  return bind(item.expression, columns);
}

function bind(expression: Expression, columns: Columns): Expression {
  if (expression.kind !== 'name') return withParts(expression, (part) => bind(part, columns));
  const [first, ...fields] = expression.parts;
  const symbol = columns[first?.name ?? ''];
  if (symbol === undefined) return expression;
  return fields.reduce<Expression>((base, { name }) => ({ kind: 'field', base, name, span: null }), {
    kind: 'reference',
    symbol,
    span: null,
  });
}

/** The outcome of an expression over a row of columns; columns without a value are unknown. */
export function evaluateSql(
  sql: string,
  types: Readonly<Record<string, string>> = {},
  values: Readonly<Record<string, Value>> = {},
): Outcome {
  const columns = columnsOf(types);
  const expression = parseExpression(sql, columns);
  const bound = Object.values(columns).filter(({ name }) => Object.hasOwn(values, name));
  const slots = new Map(bound.map((symbol, index) => [symbol, index]));
  return compileExpression(expression, { clock, slots })(bound.map(({ name }) => values[name] ?? null));
}

/** How an outcome is written in the tables of cases: as Trino would print it. */
export function show(outcome: Outcome): string {
  if (typeof outcome === 'symbol') return outcome.description ?? '';
  if (outcome === null) return 'NULL';
  if (typeof outcome === 'string') return `'${outcome}'`;
  if (typeof outcome !== 'object') return Object.is(outcome, -0) ? '-0' : String(outcome);
  if (outcome.kind === 'decimal') return `${outcome.unscaled}e-${outcome.scale}`;
  if (outcome.kind === 'date') return new Date(outcome.days * 86_400_000).toISOString().slice(0, 10);
  if (outcome.kind === 'timestamp') {
    const text = new Date(Number(outcome.micros / 1000n)).toISOString().replace('T', ' ').slice(0, -1);
    return `${text}${outcome.zoned ? ' UTC' : ''}${outcome.zone === undefined ? '' : ` in ${outcome.zone}`}`;
  }
  if (outcome.kind === 'day_interval') return `${outcome.millis} ms`;
  if (outcome.kind === 'year_interval') return `${outcome.months} months`;
  if (outcome.kind === 'varbinary') return `X'${outcome.hex}'`;
  return `[${outcome.elements.map(show).join(', ')}]`;
}
