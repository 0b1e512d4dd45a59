import type { Column } from './catalog.js';

/** DuckDB sets memory aside for thousands of rows of every column before it guesses: 2 GB at some 40,000 of them. */
const mostGuessedColumns = 5000;

/**
 * Columns of a line of so many fields that no types are guessed: strings, named as in the line, or `col0`, `col1`, ...
 * where it has a name twice or numbers. Null for lines of fewer.
 */
export function readWideHeader(line: string): readonly Column[] | null {
  const separator = separators
    .map((each) => ({ each, count: line.split(each).length }))
    .reduce((most, next) => (next.count > most.count ? next : most));
  if (separator.count <= mostGuessedColumns) return null;
  const names = line.trimEnd().split(separator.each).map(unquoted);
  const isHeader = new Set(names).size === names.length && !names.some((name) => /^[-+.\d]*$/.test(name));
  return names.map((name, index) => ({
    name: isHeader ? name : `col${index}`,
    type: { kind: 'varchar', length: null },
  }));
}

const separators = [',', ';', '\t', '|', '\u0001'];

function unquoted(name: string): string {
  return name.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"');
}
