import type { JsonObject } from '../lossless-json.js';
import { booleanConstant, constantText, macroCall } from './tree-nodes.js';

/**
 * The arguments of a function of regular expressions, its text first, with a check of the text where the pattern means
 * something else to DuckDB for some texts. A pattern that is not written out may hold anything.
 */
export function guardText([text, pattern, ...others]: readonly JsonObject[]): readonly JsonObject[] {
  if (text === undefined || pattern === undefined) return [];
  const written = constantText(pattern);
  const ascii = written === null || /\\[wWdDsSbB]|\[:|\(\?[a-z]*i/.test(written);
  const line = written === null || written.includes('$');
  const guarded = macroCall('regexp_text', [text, booleanConstant(ascii), booleanConstant(line)]);
  return [ascii || line ? guarded : text, pattern, ...others];
}
