/** A value as an SQL string literal, quotes doubled: paths and names reach DuckDB only through this. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
