import type { ComparisonOperator } from '../sql/tree.js';
import type { Type } from '../sql/type.js';
import { coercionTo } from './coerce-value.js';
import { commonType, commonTypeOf } from './common-type.js';
import { type Comparator, comparatorOf } from './compare-values.js';
import { applyStrictly, type CompileContext, type Compiled, constant, derived } from './compiled.js';
import { booleanType } from './known-types.js';
import { FAILED, type Known, type Outcome, UNKNOWN } from './outcome.js';

type NullRejecting = Exclude<ComparisonOperator, 'is_distinct' | 'is_not_distinct'>;

/** What each operator makes of the order of its sides; NaN, the order of an unordered pair, passes `<>` alone. */
const verdicts: Record<NullRejecting, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

export function compileComparison(
  operator: ComparisonOperator,
  left: Compiled,
  right: Compiled,
  context: CompileContext,
): Compiled {
  const common = commonType(left.type, right.type);
  if (common === 'incompatible') return constant(booleanType, FAILED);
  const first = coerced(left, common, context);
  const second = coerced(right, common, context);
  const compare = comparatorOf(common);
  if (operator === 'is_distinct' || operator === 'is_not_distinct') {
    return compileDistinct(first, second, compare, operator === 'is_distinct');
  }
  const accepts = verdicts[operator];
  return applyStrictly(
    {
      name: operator,
      type: booleanType,
      apply(a: Known, b: Known) {
        const order = compare(a, b);
        return order === UNKNOWN ? UNKNOWN : accepts(order);
      },
    },
    [first, second],
    context,
  );
}

/** The part converted to a type that all sides of an operation share. */
export function coerced(part: Compiled, type: Type | null, context: CompileContext): Compiled {
  if (type === null || part.type === null || part.type.kind === 'other' || isSameKind(part.type, type))
    return part;
  const convert = coercionTo(type);
  if (convert === null) return part;
  return applyStrictly(
    { name: `conversion to ${type.kind}`, type, precision: part.precision, apply: convert },
    [part],
    context,
  );
}

function isSameKind(from: Type, to: Type): boolean {
  if (from.kind !== to.kind) return false;
  if (from.kind === 'decimal' && to.kind === 'decimal') return from.scale === to.scale;
  return from.kind !== 'timestamp' || to.kind !== 'timestamp' || from.zoned === to.zoned;
}

/** The parts brought to one type; null where Trino would refuse the query. */
export function unified(
  parts: readonly Compiled[],
  context: CompileContext,
): { readonly type: Type | null; readonly parts: readonly Compiled[] } | null {
  const type = commonTypeOf(parts.map((part) => part.type));
  if (type === 'incompatible') return null;
  return { type, parts: parts.map((part) => coerced(part, type, context)) };
}

function compileDistinct(left: Compiled, right: Compiled, compare: Comparator, negated: boolean): Compiled {
  return derived(booleanType, [left, right], (row) => {
    const same = isSame(left.evaluate(row), right.evaluate(row), compare);
    return typeof same === 'boolean' ? same !== negated : same;
  });
}

/** IS NOT DISTINCT FROM: NULL is the same as NULL and NaN as NaN. */
function isSame(
  left: Outcome,
  right: Outcome,
  compare: Comparator,
): boolean | typeof UNKNOWN | typeof FAILED {
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  if (left === FAILED || right === FAILED) return FAILED;
  if (left === null || right === null) return left === right;
  const order = compare(left, right);
  if (order === UNKNOWN) return UNKNOWN;
  return order === 0 || (Number.isNaN(left) && Number.isNaN(right));
}
