/** DuckDB's first sentence, without its own advice and without paths of this machine. */
export function plainMessage(message: string): string {
  const first = message.split('\n', 1)[0] ?? message;
  return first.replace(/^[A-Z][a-z]+(?: [A-Z][a-z]+)? Error: /, '').replace(/(?<!\w)(?:\/[^\s"']+)+\//g, '');
}
