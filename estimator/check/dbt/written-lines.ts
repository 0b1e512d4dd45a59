/**
 * From lines of compiled SQL to lines of the file that it was compiled from: a line that is the same in both, and only
 * once in each, is the same line; any other one is told as the nearest such line above it, or as the first.
 */
export function writtenLines(compiled: string, raw: string): (line: number) => number {
  const written = uniqueLines(raw);
  const own = uniqueLines(compiled);
  const lines: number[] = [];
  let last = 1;
  for (const text of linesOf(compiled)) {
    const found = own.has(text) ? written.get(text) : undefined;
    if (found !== undefined && found >= last) last = found;
    lines.push(last);
  }
  return (line) => lines[line - 1] ?? 1;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').map((line) => line.trim());
}

/** Line numbers of the lines that are not empty and there only once. */
function uniqueLines(text: string): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const repeated = new Set<string>(['']);
  for (const [index, line] of linesOf(text).entries()) {
    if (numbers.has(line)) repeated.add(line);
    numbers.set(line, index + 1);
  }
  for (const line of repeated) numbers.delete(line);
  return numbers;
}
