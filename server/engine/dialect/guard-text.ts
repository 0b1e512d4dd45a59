import type { JsonObject } from '../lossless-json.js';
import { booleanConstant, macroCall } from './tree-nodes.js';

/**
 * The text that a regular expression is looked for in, with a check of it where the pattern means something else to
 * DuckDB for some texts.
 */
export function guardText(text: JsonObject, pattern: string): JsonObject {
  const ascii = /\\[wWdDsSbB]|^\(\?i\)/.test(pattern);
  const line = pattern.includes('$');
  return ascii || line
    ? macroCall('regexp_text', [text, booleanConstant(ascii), booleanConstant(line)])
    : text;
}
