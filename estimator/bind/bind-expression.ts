import { DryRunError } from '../errors.js';
import { firstSpan } from '../evaluate/first-span.js';
import { mapParts } from '../sql/map-parts.js';
import type { Call, Expression, SubqueryUse, WindowSpecification } from '../sql/tree.js';
import { bindQuery } from './bind-query.js';
import type { Binder } from './binder.js';
import { checkTypes } from './check-types.js';
import { expressionType } from './expression-type.js';
import { resolveName, type Scope } from './scope.js';

/**
 * The expression with every name replaced by the symbol it stands for, and every subquery by its plan. Throws
 * `unknown_column`, `ambiguous_column`, `type_mismatch`.
 */
export function bindExpression(expression: Expression, scope: Scope, binder: Binder): Expression {
  const bound = bind(expression, { scope, binder, lambdaParameters: new Set() });
  checkTypes(bound);
  return bound;
}

interface Place {
  readonly scope: Scope;
  readonly binder: Binder;
  readonly lambdaParameters: ReadonlySet<string>;
}

function bind(expression: Expression, place: Place): Expression {
  switch (expression.kind) {
    case 'name':
      return bindName(expression, place);
    case 'subquery':
      return bindSubquery(expression, place);
    case 'lambda': {
      const lambdaParameters = new Set([...place.lambdaParameters, ...expression.parameters]);
      return { ...expression, body: bind(expression.body, { ...place, lambdaParameters }) };
    }
    case 'call':
      return bindCall(expression, place);
    case 'subscript':
      return bindSubscript(expression, place);
    default:
      return mapParts(expression, (part) => bind(part, place));
  }
}

function bindName(name: Extract<Expression, { kind: 'name' }>, place: Place): Expression {
  const first = name.parts[0]?.name.toLowerCase() ?? '';
  // A lambda's parameter is no column, whatever columns there are.
  if (place.lambdaParameters.has(first)) return { kind: 'parameter', of: 'lambda' };
  return resolveName(name, place.scope);
}

/** `a[1]` is a field of a row, counted from 1; of anything else it is an element. */
function bindSubscript(
  { base, index }: Extract<Expression, { kind: 'subscript' }>,
  place: Place,
): Expression {
  const within = bind(base, place);
  const type = expressionType(within);
  const position = index.kind === 'literal' && typeof index.value === 'bigint' ? Number(index.value) : 0;
  const field = type?.kind === 'row' ? type.fields[position - 1] : undefined;
  return field === undefined
    ? { kind: 'subscript', base: within, index: bind(index, place) }
    : { kind: 'field', base: within, name: field.name, span: firstSpan(within) };
}

function bindCall(call: Call, place: Place): Expression {
  const window = call.window === null ? null : bindWindow(call.window, place);
  const inside = (part: Expression): Expression => bind(part, place);
  return {
    ...call,
    arguments: call.arguments.map(inside),
    filter: call.filter === null ? null : inside(call.filter),
    orderBy: call.orderBy.map(inside),
    window,
  };
}

function bindWindow(window: WindowSpecification, place: Place): WindowSpecification {
  const inside = (part: Expression): Expression => bind(part, place);
  const own = {
    name: null,
    partitionBy: window.partitionBy.map(inside),
    orderBy: window.orderBy.map(inside),
    frame: window.frame.map(inside),
  };
  if (window.name === null) return own;
  const named = place.scope.windows.get(window.name);
  if (named === undefined)
    throw new DryRunError('syntax', { detail: `window ${window.name} is not defined.` });
  const base = bindWindow({ ...named, name: named.name === window.name ? null : named.name }, place);
  return {
    name: null,
    partitionBy: [...base.partitionBy, ...own.partitionBy],
    orderBy: [...base.orderBy, ...own.orderBy],
    frame: [...base.frame, ...own.frame],
  };
}

function bindSubquery(subquery: Extract<Expression, { kind: 'subquery' }>, place: Place): Expression {
  const inner: Scope = { ...place.scope, fields: [], outer: place.scope, windows: new Map() };
  const relation = bindQuery(subquery.query, inner, place.binder);
  return {
    kind: 'planned_subquery',
    use: bindUse(subquery.use, place),
    plan: relation.plan,
    output: relation.fields.filter(({ hidden }) => !hidden).map(({ symbol }) => symbol),
  };
}

function bindUse(use: SubqueryUse, place: Place): SubqueryUse {
  return 'operand' in use ? { ...use, operand: bind(use.operand, place) } : use;
}
