import { DryRunError } from '../../../estimator/errors.js';
import { isJsonObject, type JsonObject, textOf } from '../lossless-json.js';
import { keepsNested } from './nested-casts.js';
import { booleanConstant, functionCall, macroCall } from './tree-nodes.js';
import { isDecimal, isFloat, isWhole } from './type-names.js';

type CastRule = (source: string) => 'as it is' | Change | null;
type Change = (operand: JsonObject, fails: boolean) => JsonObject;

const text = (source: string): boolean => source === 'VARCHAR' || source === 'STRING_LITERAL';
const isTimestamp = (source: string): boolean => /^TIMESTAMP(_|$)/.test(source);
const isZoned = (source: string): boolean => source === 'TIMESTAMP WITH TIME ZONE';

/** Only text that Athena takes, too. */
function guarded(macro: string): Change {
  return (operand, fails) => macroCall(macro, [operand, booleanConstant(fails)]);
}

const toWhole: CastRule = (source) => {
  if (text(source)) return guarded('integer_text');
  // DuckDB rounds a half to the even neighbour.
  if (isFloat(source)) return (operand) => functionCall('round', [operand]);
  return isWhole(source) || isDecimal(source) || source === 'BOOLEAN' ? 'as it is' : null;
};

/** By the type that is cast to; null for what DuckDB does otherwise. */
const rules: Readonly<Record<string, CastRule>> = {
  TINYINT: toWhole,
  SMALLINT: toWhole,
  INTEGER: toWhole,
  BIGINT: toWhole,
  FLOAT: (source) => (isWhole(source) || isFloat(source) || isDecimal(source) ? 'as it is' : null),
  DOUBLE: (source) => {
    if (text(source)) return guarded('double_text');
    return isWhole(source) || isFloat(source) || isDecimal(source) || source === 'BOOLEAN'
      ? 'as it is'
      : null;
  },
  DECIMAL: (source) => {
    if (text(source)) return guarded('decimal_text_in');
    return isWhole(source) || isDecimal(source) ? 'as it is' : null;
  },
  VARCHAR: (source) => {
    if (isTimestamp(source)) return (operand) => macroCall('text_of_timestamp', [operand]);
    const isSame =
      text(source) || isWhole(source) || isDecimal(source) || ['BOOLEAN', 'DATE'].includes(source);
    return isSame ? 'as it is' : null;
  },
  DATE: (source) => {
    if (text(source)) return guarded('date_text');
    return source === 'DATE' || isTimestamp(source) || isZoned(source) ? 'as it is' : null;
  },
  TIMESTAMP: (source) => {
    if (text(source)) return guarded('timestamp_text');
    return source === 'DATE' || isTimestamp(source) || isZoned(source) ? 'as it is' : null;
  },
  BOOLEAN: (source) => {
    if (text(source)) return guarded('boolean_text');
    return isWhole(source) || isFloat(source) || source === 'BOOLEAN' ? 'as it is' : null;
  },
};

function changeOf(source: string, target: string): ReturnType<CastRule> {
  const rule = Object.hasOwn(rules, target) ? rules[target] : undefined;
  return rule?.(source) ?? null;
}

const nested = new Set(['LIST', 'MAP', 'STRUCT']);

/** What needs a change can be changed one by one only. */
function changeOfNested(source: string, type: JsonObject): ReturnType<CastRule> {
  const keeps = (from: string, to: JsonObject): boolean => changeOf(from, textOf(to, 'id')) === 'as it is';
  return keepsNested(source, type, keeps) ? 'as it is' : null;
}

/** Makes a cast take and give what Athena's does. Throws `not_faithful`. */
export function rewriteCast(node: JsonObject, [source = '']: readonly string[]): void {
  const [type, operand] = [node['cast_type'], node['child']];
  const target = isJsonObject(type) ? textOf(type, 'id') : '';
  if (source === '"NULL"' || !isJsonObject(operand)) return;
  const change =
    isJsonObject(type) && nested.has(target) ? changeOfNested(source, type) : changeOf(source, target);
  if (change === null) {
    const what = `A cast from ${source.toLowerCase()} to ${target.toLowerCase()}`;
    throw new DryRunError('not_faithful', { what });
  }
  if (change !== 'as it is') node['child'] = change(operand, node['try_cast'] !== true);
}
