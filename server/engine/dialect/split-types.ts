/** Cuts a list of DuckDB's type names at commas outside parentheses and quotes. */
export function splitTypes(text: string): readonly string[] {
  const types: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"]|"")*"|[(),]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token !== ',' || depth > 0) continue;
    types.push(text.slice(start, index).trim());
    start = index + 1;
  }
  return [...types, text.slice(start).trim()];
}
