import { DryRunError } from '../errors.js';
import { conjunctsOf } from '../sql/conjuncts.js';
import type { Plan } from '../sql/plan.js';
import type { Expression, Identifier, Join } from '../sql/tree.js';
import { bindExpression } from './bind-expression.js';
import type { Binder } from './binder.js';
import { plainName, type Relation, type RelationField } from './relation.js';
import { resolveName, type Scope, withFields } from './scope.js';

/** Joins two bound relations by ON, USING, NATURAL or nothing. */
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
    return { plan: joinPlan(join, left, right, conjunctsOf(predicate)), fields };
  }
  const columns = condition.kind === 'using' ? condition.columns : sharedColumns(left, right);
  return joinByColumns(join, { left, right }, columns, scope);
}

function joinPlan(join: Join, left: Relation, right: Relation, conjuncts: readonly Expression[]): Plan {
  return { kind: 'join', type: join.type, left: left.plan, right: right.plan, conjuncts };
}

function sharedColumns(left: Relation, right: Relation): readonly Identifier[] {
  const names = new Set(right.fields.filter(({ hidden }) => !hidden).map(({ name }) => name));
  return left.fields.flatMap(({ name, hidden }) =>
    !hidden && name !== null && names.has(name) ? [{ name, quoted: false, span: null }] : [],
  );
}

interface Sides {
  readonly left: Relation;
  readonly right: Relation;
}

/** With USING the joined columns come first, once, without a qualifier; `t.column` still finds each side's own. */
function joinByColumns(
  join: Join,
  { left, right }: Sides,
  columns: readonly Identifier[],
  scope: Scope,
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
  const merged = pairs.map((pair): RelationField => {
    const kept = join.type === 'right' ? pair.right : pair.left;
    if (kept.kind !== 'reference')
      throw new DryRunError('unsupported_syntax', { what: 'USING on a field of a column' });
    return { name: pair.name, qualifier: [], symbol: kept.symbol, hidden: false };
  });
  const names = new Set(pairs.map(({ name }) => name));
  const rest = [...left.fields, ...right.fields].filter(({ name }) => name === null || !names.has(name));
  return { plan: joinPlan(join, left, right, conjuncts), fields: [...merged, ...rest] };
}
