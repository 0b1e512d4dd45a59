import type { JsonObject } from '../lossless-json.js';
import { castCall, decimalType, macroCall, textConstant, wholeConstant } from './tree-nodes.js';
import { decimalOf, wholeDigits } from './type-names.js';

type Operand = readonly [node: JsonObject, type: string];

/**
 * The quotient of two exact numbers of which one is a decimal, as Trino has it: with the larger of the two scales,
 * rounded half up (`io.trino.type.DecimalOperators.divide`). DuckDB's own is a double. Null for other types.
 */
export function divideDecimals([a, leftType]: Operand, [b, rightType]: Operand): JsonObject | null {
  const [left, right] = [sizeOf(leftType), sizeOf(rightType)];
  if (left === null || right === null) return null;
  const scale = Math.max(left.scale, right.scale);
  const width = Math.min(38, left.width + right.scale + Math.max(right.scale - left.scale, 0));
  const factor = 10n ** BigInt(scale - left.scale + right.scale);
  const quotient = macroCall('divide_decimal', [
    a,
    b,
    wholeConstant(factor),
    wholeConstant(10n ** BigInt(scale)),
    castCall(textConstant(String(scale)), { id: 'INTEGER', type_info: null }),
  ]);
  return castCall(quotient, decimalType(Math.max(width, scale), scale));
}

function sizeOf(type: string): { readonly width: number; readonly scale: number } | null {
  const digits = wholeDigits(type);
  return digits === null ? decimalOf(type) : { width: digits, scale: 0 };
}
