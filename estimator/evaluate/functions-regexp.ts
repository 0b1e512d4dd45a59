import { booleanType, varcharType } from './known-types.js';
import { FAILED, type Outcome, UNKNOWN } from './outcome.js';
import { isSafeText, parseSafePattern, type SafePattern } from './regexp-pattern.js';
import { type FunctionTable, remember, scalar, smallInteger } from './scalar-function.js';
import { longestText, mayReplace } from './text.js';

const safePattern = remember(parseSafePattern);

/** Regular expressions, where the pattern is safe and means the same in Trino and in JavaScript. */
export const regexpFunctions: FunctionTable = {
  regexp_like: [
    scalar(['text', 'text'], booleanType, (text, pattern) =>
      withPattern(pattern, text, ({ source }) => text.search(source) >= 0),
    ),
  ],
  regexp_extract: [
    scalar(['text', 'text'], varcharType, (text, pattern) => extract(text, pattern, 0n)),
    scalar(['text', 'text', 'integer'], varcharType, extract),
  ],
  regexp_replace: [
    scalar(['text', 'text'], varcharType, (text, pattern) => replace(text, pattern, '')),
    scalar(['text', 'text', 'text'], varcharType, replace),
  ],
};

function withPattern(text: string, subject: string, evaluate: (pattern: SafePattern) => Outcome): Outcome {
  const pattern = safePattern(text);
  return pattern === UNKNOWN || !isSafeText(pattern, subject) ? UNKNOWN : evaluate(pattern);
}

/** NULL where nothing matches, or where the group took no part in the match. */
function extract(text: string, pattern: string, group: bigint): Outcome {
  return withPattern(pattern, text, ({ source, groups }) => {
    const index = smallInteger(group);
    if (index === null || index < 0 || index > groups) return FAILED;
    source.lastIndex = 0;
    return source.exec(text)?.[index] ?? null;
  });
}

/** Every match; `$1` stands for a group. Escapes, names and matches of nothing are left open. */
function replace(text: string, pattern: string, replacement: string): Outcome {
  return withPattern(pattern, text, ({ source, groups }) => {
    const references = replacement.match(/\$\d*/g) ?? [];
    const isPlain = references.every(
      (reference) => /^\$\d$/.test(reference) && Number(reference.slice(1)) <= groups,
    );
    source.lastIndex = 0;
    if (!isPlain || replacement.includes('\\') || ''.search(source) >= 0) return UNKNOWN;
    return replaceAll(text, source, replacement);
  });
}

function replaceAll(text: string, source: RegExp, replacement: string): Outcome {
  if (!mayReplace(text, replacement)) return UNKNOWN;
  let result = '';
  let at = 0;
  for (const match of text.matchAll(source)) {
    if (match[0] === '' || result.length > longestText) return UNKNOWN;
    result += text.slice(at, match.index);
    result += replacement.replace(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? '');
    at = match.index + match[0].length;
  }
  return result + text.slice(at);
}
