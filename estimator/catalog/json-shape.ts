export interface JsonShape {
  readonly startsArray: boolean;
  /** Offset behind the last object or array that ends directly inside the outermost array; null if there is none. */
  readonly lastElementEnd: number | null;
}

/** Deeper than any schema of Glue, and far below what DuckDB's parser survives (some ten thousand levels). */
const deepestNesting = 500;

const code = { quote: 34, backslash: 92, openArray: 91, closeArray: 93, open: 123, close: 125, newline: 10 };

/**
 * Walks over JSON without parsing it. A line that breaks off inside a text or a value ends both, as it may in lines of
 * JSON. Throws `RangeError` where values are nested too deeply.
 */
export function readJsonShape(bytes: Buffer): JsonShape {
  const startsArray = /^\s*\[/.test(bytes.subarray(0, 1024).toString('latin1'));
  let depth = 0;
  let inText = false;
  let lastElementEnd: number | null = null;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === code.newline) inText = false;
    else if (inText) {
      if (byte === code.backslash) at += 1;
      else if (byte === code.quote) inText = false;
    } else if (byte === code.quote) inText = true;
    else if (byte === code.openArray || byte === code.open) {
      depth += 1;
      if (depth > deepestNesting)
        throw new RangeError(`it is nested more than ${deepestNesting} levels deep`);
    } else if (byte === code.closeArray || byte === code.close) {
      depth = Math.max(0, depth - 1);
      if (depth === 1) lastElementEnd = at + 1;
    }
  }
  return { startsArray, lastElementEnd };
}
