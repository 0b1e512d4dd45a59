/**
 * Order of Trino's varchar: by UTF-8 bytes, which is by code point. JavaScript compares UTF-16 units, where
 * surrogates (code points from U+10000) wrongly sort before U+E000 to U+FFFF.
 */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return unitRank(a) - unitRank(b);
  }
  return left.length - right.length;
}

function unitRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** UTF-16 units of the longest text that is made here; Trino's own limit is far above. */
export const longestText = 100_000;

/** Whether putting `replacement` into a text, at worst at every unit, makes one that is not too long. */
export function mayReplace(text: string, replacement: string): boolean {
  return (text.length + 1) * (replacement.length + 1) <= 100 * longestText;
}

/** True if every UTF-16 unit is one code point of at most 127. */
export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 127) return false;
  }
  return true;
}

/** True if UTF-16 units and code points are the same thing in this text. */
export function hasNoSurrogates(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xe000) return false;
  }
  return true;
}

export function codePointLength(text: string): number {
  return hasNoSurrogates(text) ? text.length : Array.from(text).length;
}

/** Code points from `start` (counted from 0) up to but without `end`. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  if (hasNoSurrogates(text)) return text.slice(start, end);
  return Array.from(text).slice(start, end).join('');
}
