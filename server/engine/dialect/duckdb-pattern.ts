/** A pattern of date_format and date_parse in DuckDB's letters, of the specifiers `%Y %m %d %H %i %s`. */
export function duckdbPattern(pattern: string): string {
  return pattern.replaceAll('%i', '%M').replaceAll('%s', '%S');
}
