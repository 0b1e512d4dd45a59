/** A sum in SQL of any number of terms: halves of halves, as DuckDB takes expressions 1,000 deep at most. */
export function sumSql(terms: readonly string[]): string {
  const [first, ...others] = terms;
  if (first === undefined) return '0';
  if (others.length === 0) return first;
  const middle = terms.length >> 1;
  return `(${sumSql(terms.slice(0, middle))} + ${sumSql(terms.slice(middle))})`;
}
