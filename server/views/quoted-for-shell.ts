/** In single quotes nothing means anything to a POSIX shell, but a single quote. */
export function quotedForShell(text: string): string {
  return /^[\w./=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
