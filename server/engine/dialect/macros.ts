import { quoteIdentifier } from '../quote.js';

/** Where the macros live; no catalog can have a database of this name, since `$` is not allowed in one. */
export const macroSchema = '$athena';

const isExact = (operand: string): string => `typeof(${operand}) NOT IN ('DOUBLE', 'FLOAT')`;

/** Athena raises "Division by zero" for integers and decimals; a failing cast raises here. */
const dividing = (operator: string): string =>
  `(a, b) AS CASE WHEN b = 0 AND ${isExact('a')} AND ${isExact('b')}
     THEN CAST('Division by zero ' || typeof(a) AS INTEGER) ELSE a ${operator} b END`;

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Athena's functions that DuckDB has with another meaning, as DuckDB macros. */
const macros: Readonly<Record<string, string>> = {
  divide: dividing('/'),
  modulo: dividing('%'),
  // DuckDB's own skip NULLs; Athena's give NULL.
  concat: [2, 3, 4, 5, 6, 7, 8]
    .map((count) => letters.slice(0, count))
    .map((names) => `(${names.join(', ')}) AS ${names.join(' || ')}`)
    .join(', '),
  greatest: '(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN a > b THEN a ELSE b END',
  least: '(a, b) AS CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN a < b THEN a ELSE b END',
};

/** Names of all macros. */
export const macroNames: ReadonlySet<string> = new Set(Object.keys(macros));

/** The statements that make the schema and the macros. */
export function macroStatements(): readonly string[] {
  const schema = quoteIdentifier(macroSchema);
  return [
    `CREATE SCHEMA ${schema}`,
    ...Object.entries(macros).map(([name, body]) => `CREATE MACRO ${schema}.${quoteIdentifier(name)}${body}`),
  ];
}
