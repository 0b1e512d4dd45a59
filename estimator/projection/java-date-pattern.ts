import type { PatternElement } from '../evaluate/date-pattern.js';
import { parseJodaPattern } from '../evaluate/joda-date-pattern.js';

/** Letters that Java's DateTimeFormatter and Joda-Time read in the same way. */
const sharedLetters = /^[yMdHhkKmsSaED]$/;

/** Letters that mean in Java what another one means in Joda-Time: proleptic year, stand-alone month. */
const renamed: Readonly<Record<string, string>> = { u: 'y', L: 'M' };

/**
 * Reads a pattern of Java's DateTimeFormatter (`yyyy/MM/dd`), as projection has it; null for letters that are not
 * read here (weeks, eras, zones).
 */
export function parseJavaPattern(pattern: string): readonly PatternElement[] | null {
  let isQuoted = false;
  let joda = '';
  for (const character of pattern) {
    if (character === "'") isQuoted = !isQuoted;
    const letter = isQuoted ? character : (renamed[character] ?? character);
    if (!isQuoted && /[A-Za-z]/.test(letter) && !sharedLetters.test(letter)) return null;
    joda += letter;
  }
  const elements = parseJodaPattern(joda);
  if (typeof elements === 'symbol') return null;
  // Two digits are of 2000 to 2099 in Java.
  return elements.map((element) =>
    element.kind === 'two_digit_year' ? { kind: 'two_digit_year', pivot: 2050 } : element,
  );
}
