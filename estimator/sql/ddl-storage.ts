import type { Delimited, StorageDefinition } from './ddl.js';
import { takeHiveProperties, takeHiveString } from './ddl-cursor.js';
import type { TokenCursor } from './statement-cursor.js';

/** After ROW FORMAT: `SERDE 'class' [WITH SERDEPROPERTIES (...)]` or `DELIMITED ...`. */
export function takeRowFormat(cursor: TokenCursor): Partial<StorageDefinition> {
  if (cursor.take('DELIMITED')) return { delimited: takeDelimited(cursor) };
  cursor.expect('SERDE', 'ROW FORMAT');
  const serde = takeHiveString(cursor, 'a SerDe class');
  return cursor.take('WITH', 'SERDEPROPERTIES')
    ? { serde, serdeProperties: takeHiveProperties(cursor) }
    : { serde };
}

/** After STORED AS: a word, or `INPUTFORMAT 'class' OUTPUTFORMAT 'class'`. */
export function takeStoredAs(cursor: TokenCursor): Partial<StorageDefinition> {
  if (!cursor.take('INPUTFORMAT')) return { storedAs: cursor.takeName('a file format').toLowerCase() };
  const inputFormat = takeHiveString(cursor, 'an input format class');
  const outputFormat = cursor.take('OUTPUTFORMAT') ? takeHiveString(cursor, 'an output format class') : null;
  return { inputFormat, outputFormat };
}

const delimiters: readonly { readonly words: readonly string[]; readonly part: keyof Delimited }[] = [
  { words: ['FIELDS', 'TERMINATED', 'BY'], part: 'fields' },
  { words: ['ESCAPED', 'BY'], part: 'escape' },
  { words: ['COLLECTION', 'ITEMS', 'TERMINATED', 'BY'], part: 'collectionItems' },
  { words: ['MAP', 'KEYS', 'TERMINATED', 'BY'], part: 'mapKeys' },
  { words: ['LINES', 'TERMINATED', 'BY'], part: 'lines' },
  { words: ['NULL', 'DEFINED', 'AS'], part: 'nullText' },
];

function takeDelimited(cursor: TokenCursor): Delimited {
  const nothing = {
    fields: null,
    escape: null,
    collectionItems: null,
    mapKeys: null,
    lines: null,
    nullText: null,
  };
  const found: Record<keyof Delimited, string | null> = nothing;
  while (true) {
    const delimiter = delimiters.find(({ words }) => cursor.take(...words));
    if (delimiter === undefined) return found;
    found[delimiter.part] = takeHiveString(cursor, `a character after ${delimiter.words.join(' ')}`);
  }
}
