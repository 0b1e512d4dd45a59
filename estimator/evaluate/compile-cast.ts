import type { Type } from '../sql/type.js';
import { castTo } from './cast-value.js';
import { compileTry } from './compile-logic.js';
import { applyStrictly, type CompileContext, type Compiled, constant } from './compiled.js';
import { isNullType } from './known-types.js';
import { UNKNOWN } from './outcome.js';
import { fractionDigits } from './parse-temporal-text.js';

/** Digits of the fraction that a cast to Athena's timestamp keeps. */
const athenaPrecision = 3;

export function compileCast(operand: Compiled, type: Type, safe: boolean, context: CompileContext): Compiled {
  if (isNullType(operand.type)) return constant(type, null);
  const cast = castTo(type);
  const { precision } = operand;
  const fromChar = operand.type?.kind === 'char';
  const result = applyStrictly(
    {
      name: `cast to ${type.kind === 'other' ? type.text : type.kind}`,
      type,
      precision: type.kind === 'timestamp' ? resultPrecision(operand) : null,
      // Whether a char keeps its padding when it is cast differs between the versions.
      apply: (value) => (fromChar ? UNKNOWN : cast(value, precision)),
    },
    [operand],
    context,
  );
  return safe ? compileTry(result) : result;
}

/** The literal TIMESTAMP '...' has as many digits as its text; the same tree stands for CAST('...' AS timestamp). */
function resultPrecision(operand: Compiled): number | null {
  const text = operand.constant;
  if (typeof text !== 'string') return athenaPrecision;
  return fractionDigits(text) === athenaPrecision ? athenaPrecision : null;
}
