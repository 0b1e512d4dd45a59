/** DuckDB's first sentence, without its own advice and without paths of this machine. */
export function plainMessage(message: string): string {
  const first = message.split('\n', 1)[0] ?? message;
  if (first.startsWith('Out of Memory Error: ')) return memoryMessage(first);
  return first.replace(/^[A-Z][a-z]+(?: [A-Z][a-z]+)? Error: /, '').replace(/(?<!\w)(?:\/[^\s"']+)+\//g, '');
}

/** DuckDB tells of a block it could not get, "(95.2 MiB/95.3 MiB used)"; what matters is whose limit it is. */
function memoryMessage(first: string): string {
  const limit = /\/([\d.]+ [KMGT]?i?B) used\)/.exec(first)?.[1];
  const what = limit === undefined ? 'it may' : `the ${limit} it may`;
  return `it needed more memory than ${what} have here; Athena may have enough.`;
}
