/**
 * Starts loading the SQL parser, whose 23 MB of WebAssembly compile beside the reading of the catalog. A failure
 * shows itself where the parser is used.
 */
export function warmUpParser(): void {
  import('../sql/parse.js').then(({ loadParser }) => loadParser()).catch(() => undefined);
}
