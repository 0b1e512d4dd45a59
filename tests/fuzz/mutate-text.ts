import fc, { type GeneratorValue } from 'fast-check';

/** What is put into a text: pieces that change what the words around them mean. */
const pieces = [
  ...[
    '(',
    ')',
    ',',
    '.',
    "'",
    '"',
    '`',
    '[',
    ']',
    ';',
    '--',
    '/*',
    '*',
    '?',
    '$',
    '{{',
    '\\',
    '\0',
    '\ud800',
    '\u{1F600}',
  ],
  ...[
    'SELECT',
    'FROM',
    'WHERE',
    'AS',
    'ON',
    'NOT',
    'NULL',
    'IN',
    'OVER',
    'UNION',
    'GROUP BY',
    'WITH',
    'CASE',
    'END',
  ],
  ...[
    'orders',
    'nothing',
    'code',
    'TABLE',
    'LATERAL',
    'UNNEST(tags)',
    'ROLLUP',
    'FILTER',
    '->',
    '1e999',
    '0x',
    '::',
  ],
] as const;

/** The text with one to three of its words and marks lost, doubled, swapped or put in. */
export function mutate(sql: string, value: GeneratorValue): string {
  const tokens = sql.match(/\w+|\s+|'(?:[^']|'')*'|[^\w\s]/g) ?? [];
  const times = 1 + value(fc.nat, 2);
  for (let time = 0; time < times; time += 1) {
    const at = value(fc.nat, tokens.length - 1);
    const other = value(fc.nat, tokens.length - 1);
    const kind = value(fc.nat, 3);
    if (kind === 0) tokens.splice(at, 1);
    else if (kind === 1) tokens.splice(at, 0, tokens[other] ?? '');
    else if (kind === 2) tokens.splice(at, 0, ` ${value(fc.constantFrom, ...pieces)} `);
    else [tokens[at], tokens[other]] = [tokens[other] ?? '', tokens[at] ?? ''];
  }
  return tokens.join('');
}
