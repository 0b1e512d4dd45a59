/** Controls, line ends, lone surrogates, marks that turn the reading direction around, and what XML 1.0 cannot hold. */
const unprintable =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{61c}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{fffe}\u{ffff}]/gu;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text of users as one line that a terminal or the log of a CI job takes as text: file names and quoted identifiers
 * may hold escape sequences, line ends, or the commands that GitHub's runner reads from every line of output
 * (`::command::` at its start, `##[command]` anywhere). Such characters are shown as escapes.
 */
export function printable(text: string): string {
  return showControls(text)
    .replace(/^(\s*):(?=:)/, '$1\\u{3a}')
    .replaceAll('##[', '##\\u{5b}');
}

/** Only what cannot be printed as escapes: for places of a format that has its own escapes for commands. */
export function showControls(text: string): string {
  return text.replace(
    unprintable,
    (character) => shortEscapes[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The same for text of several lines, such as SQL. */
export function printableLines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).map((line) => printable(line.replaceAll('\t', '    ')));
}
