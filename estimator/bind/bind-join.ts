import { DryRunError } from '../errors.js';
import { conjunctsOf } from '../sql/conjuncts.js';
import type { Assignment, Plan } from '../sql/plan.js';
import type { Expression, Identifier, Join } from '../sql/tree.js';
import { bindExpression } from './bind-expression.js';
import type { Binder } from './binder.js';
import { checkComparable, checkCondition } from './check-types.js';
import { expressionType } from './expression-type.js';
import { plainName, type Relation, type RelationField } from './relation.js';
import { resolveName, type Scope, withFields } from './scope.js';

/** Joins two bound relations by ON, USING or nothing. */
export function joinRelations(
  join: Join,
  left: Relation,
  right: Relation,
  scope: Scope,
  binder: Binder,
): Relation {
  const { condition } = join;
  const fields = [...left.fields, ...right.fields];
  if (condition === null) return { plan: joinPlan(join, left, right, []), fields };
  if (condition.kind === 'on') {
    const both = withFields(scope, { plan: left.plan, fields });
    const predicate = bindExpression(condition.expression, both, binder);
    checkCondition(predicate, 'ON');
    return { plan: joinPlan(join, left, right, conjunctsOf(predicate)), fields };
  }
  return joinByColumns(join, { left, right }, condition.columns, scope, binder);
}

function joinPlan(join: Join, left: Relation, right: Relation, conjuncts: readonly Expression[]): Plan {
  return { kind: 'join', type: join.type, left: left.plan, right: right.plan, conjuncts };
}

interface Sides {
  readonly left: Relation;
  readonly right: Relation;
}

/** With USING the joined columns come first, once, and can't be named `t.column`, as in Trino. */
function joinByColumns(
  join: Join,
  { left, right }: Sides,
  columns: readonly Identifier[],
  scope: Scope,
  binder: Binder,
): Relation {
  const pairs = columns.map((column) => {
    const side = (relation: Relation): Expression =>
      resolveName(
        { kind: 'name', parts: [column], span: column.span },
        { ...withFields(scope, relation), outer: null },
      );
    return { name: plainName(column), left: side(left), right: side(right) };
  });
  const conjuncts = pairs.map(
    (pair): Expression => ({ kind: 'comparison', operator: '=', left: pair.left, right: pair.right }),
  );
  for (const [index, conjunct] of conjuncts.entries()) {
    if (conjunct.kind !== 'comparison') continue;
    const types = [expressionType(conjunct.left), expressionType(conjunct.right)] as const;
    checkComparable(...types, 'USING', columns[index]?.span ?? null);
  }
  const merged = pairs.map((pair): RelationField => {
    const kept = join.type === 'right' ? pair.right : pair.left;
    if (kept.kind !== 'reference')
      throw new DryRunError('unsupported_syntax', { what: 'USING on a field of a column' });
    return { name: pair.name, qualifier: [], symbol: kept.symbol, hidden: false };
  });
  const names = new Set(pairs.map(({ name }) => name));
  const rest = [...left.fields, ...right.fields].filter(({ name }) => name === null || !names.has(name));
  const plan = joinPlan(join, left, right, conjuncts);
  if (join.type !== 'full') return { plan, fields: [...merged, ...rest] };
  return fullJoin({ plan, fields: rest }, pairs, binder);
}

/** In a FULL JOIN a joined column is the one of its two that is not NULL: no filter on it moves to either side. */
function fullJoin(
  rest: Relation,
  pairs: readonly { readonly name: string; readonly left: Expression; readonly right: Expression }[],
  binder: Binder,
): Relation {
  const merged = pairs.map(({ name, left, right }): Assignment => {
    const symbol = binder.newSymbol(name, expressionType(left));
    return { symbol, expression: { ...coalesce, arguments: [left, right] } };
  });
  const kept = rest.fields.map(
    ({ symbol }): Assignment => ({ symbol, expression: { kind: 'reference', symbol, span: null } }),
  );
  const fields = merged.map(
    ({ symbol }): RelationField => ({ name: symbol.name, qualifier: [], symbol, hidden: false }),
  );
  return {
    plan: { kind: 'project', source: rest.plan, assignments: [...merged, ...kept] },
    fields: [...fields, ...rest.fields],
  };
}

const coalesce = {
  kind: 'call',
  name: 'coalesce',
  distinct: false,
  filter: null,
  orderBy: [],
  window: null,
} as const;
