import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type JsonObject, nodesOf } from '../lossless-json.js';
import { rewriteCast } from './cast-rules.js';
import { dateUnits, timeUnits } from './date-unit.js';
import { divideDecimals } from './divide-decimals.js';
import { knownType } from './known-type.js';
import {
  castCall,
  childrenOf,
  constantText,
  decimalType,
  innerCopy,
  isInterval,
  isIntervalOfTime,
  macroCall,
  replaceNode,
  simpleType,
} from './tree-nodes.js';
import { decimalOf, isDecimal, isFloat, isWhole } from './type-names.js';

/** What a node means in Athena, once the types of its arguments are known. */
export interface Rule {
  readonly applies: (node: JsonObject) => boolean;
  /** Changes the node. Throws `not_faithful`. */
  readonly rewrite: (node: JsonObject, types: readonly string[]) => void;
}

/** By function name, operator type, or `CAST`. */
export const typedRules: Readonly<Record<string, Rule>> = {
  '/': always(divide),
  '//': always(divide),
  '+': { applies: hasInterval, rewrite: addInterval },
  '-': { applies: hasInterval, rewrite: addInterval },
  date_trunc: always((node, [, type = '']) => {
    requireUnit(node, [type]);
    keepDate(node, [type]);
  }),
  date_sub: always((node, [, start = '', end = '']) => requireUnit(node, [start, end])),
  lag: { applies: hasDefault, rewrite: requireDefault },
  lead: { applies: hasDefault, rewrite: requireDefault },
  ...Object.fromEntries(dateUnits.map((unit) => [`date_add_${unit}`, always(addToDate)])),
  sum: always((node, [type = '']) => {
    if (type === 'FLOAT') throw refuse('The sum of real values');
    // DuckDB adds up in 128 bits.
    if (isWhole(type)) replaceNode(node, castCall(innerCopy(node), simpleType('BIGINT')));
  }),
  avg: always(average),
  round: always((node, [type = '']) => {
    const decimal = decimalOf(type);
    if (decimal === null || nodesOf(node, 'children').length < 2) return;
    const { width, scale } = decimal;
    replaceNode(node, castCall(innerCopy(node), decimalType(Math.min(38, width + 1), scale)));
  }),
  ceil: always(keepWhole),
  floor: always(keepWhole),
  sign: always((node, [type = '']) => {
    if (isDecimal(type)) throw refuse('The sign of a decimal');
    replaceNode(node, castCall(innerCopy(node), simpleType(isFloat(type) ? type : wholeType(type))));
  }),
  ARRAY_EXTRACT: always((node, [type = '', index = '']) => {
    const isList = type.endsWith('[]');
    if (isList && !isWhole(index)) throw refuse('This subscript');
    if (!isList && !type.startsWith('MAP(')) throw refuse('This subscript');
    replaceNode(node, macroCall(isList ? 'array_at' : 'map_at', childrenOf(node)));
  }),
  CAST: always(rewriteCast),
};

function always(rewrite: Rule['rewrite']): Rule {
  return { applies: () => true, rewrite };
}

function hasInterval(node: JsonObject): boolean {
  return nodesOf(node, 'children').some(isInterval);
}

function refuse(what: string): DryRunError {
  return new DryRunError('not_faithful', { what });
}

function divide(node: JsonObject, [left = '', right = '']: readonly string[]): void {
  const children = nodesOf(node, 'children');
  if (isFloat(left) || isFloat(right)) {
    const quotient = macroCall('divide_double', children);
    const isReal = left === 'FLOAT' && right === 'FLOAT';
    replaceNode(node, isReal ? castCall(quotient, simpleType('FLOAT')) : quotient);
    return;
  }
  const [a, b] = children;
  if (a === undefined || b === undefined) throw refuse('This division');
  const quotient = isDecimal(left) || isDecimal(right) ? divideDecimals([a, left], [b, right]) : null;
  replaceNode(node, quotient ?? macroCall('divide', children));
}

function addInterval(node: JsonObject, types: readonly string[]): void {
  if (types.includes('DATE') && nodesOf(node, 'children').some(isIntervalOfTime)) {
    throw refuse('A date and an interval of hours or less');
  }
  keepDate(node, types);
}

function addToDate(node: JsonObject, [, type = '']: readonly string[]): void {
  keepDate(node, [type]);
}

/** Dates have no hours. */
function requireUnit(node: JsonObject, types: readonly string[]): void {
  const [unit] = nodesOf(node, 'children');
  const name = unit === undefined ? null : constantText(unit);
  if (types.every((type) => type === 'DATE') && timeUnits.some((timeUnit) => timeUnit === name))
    throw new DryRunError('query_failed', { detail: `'${name}' is not a valid unit of a date` });
}

function hasDefault(node: JsonObject): boolean {
  return isJsonObject(node['default_expr']);
}

/** DuckDB makes of the value, where there is no row, what the rows have. */
function requireDefault(node: JsonObject, [type = '']: readonly string[]): void {
  const otherwise = node['default_expr'];
  const known = isJsonObject(otherwise) ? knownType(otherwise) : null;
  if (known !== type && known !== '"NULL"') throw refuse('This default value');
}

/** DuckDB makes a timestamp of a date. */
function keepDate(node: JsonObject, types: readonly string[]): void {
  if (types.includes('DATE')) replaceNode(node, castCall(innerCopy(node), simpleType('DATE')));
}

/** DuckDB makes a double of a whole number. */
function keepWhole(node: JsonObject, [type = '']: readonly string[]): void {
  const [operand] = nodesOf(node, 'children');
  if (isWhole(type) && operand !== undefined) replaceNode(node, innerCopy(operand));
}

/** Athena's average of decimals is a decimal. */
function average(node: JsonObject, [type = '']: readonly string[]): void {
  if (type === 'FLOAT') throw refuse('The average of real values');
  const decimal = decimalOf(type);
  if (decimal === null) return;
  const part = (name: string): JsonObject => ({ ...innerCopy(node), function_name: name });
  const sum = `DECIMAL(38,${decimal.scale})`;
  const mean = divideDecimals([part('sum'), sum], [part('count'), 'BIGINT']);
  if (mean === null) throw refuse('The average of these decimals');
  replaceNode(node, castCall(mean, decimalType(decimal.width, decimal.scale)));
}

function wholeType(type: string): string {
  return type === 'INTEGER_LITERAL' ? 'INTEGER' : type;
}
