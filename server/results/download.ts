import { createReadStream } from 'node:fs';
import { csvWriter } from './csv.js';
import type { KeptResult } from './kept-result.js';
import { rowOf } from './read-page.js';

/** All rows that are kept as CSV, piece by piece. */
export async function* csvOf(kept: KeptResult): AsyncGenerator<string> {
  const csv = csvWriter(kept.result.columns);
  yield csv.header;
  for await (const line of linesOf(kept)) yield csv.line(rowOf(line));
}

/**
 * The same as JSON: columns with their types, then rows in their order. Whole numbers beyond 2^53 and decimals are
 * texts, so that no reader rounds them.
 */
export async function* jsonOf(kept: KeptResult): AsyncGenerator<string> {
  const { columns, rowCount } = kept.result;
  const truncated = rowCount !== kept.rows;
  yield `${JSON.stringify({ columns, rowCount, truncated }).slice(0, -1)},"rows":[`;
  let separator = '\n';
  for await (const line of linesOf(kept)) {
    yield `${separator}${line}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Cut at line feeds only: `node:readline` also cuts at U+2028, which JSON leaves in its texts. */
async function* linesOf({ rowFile }: KeptResult): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of createReadStream(rowFile, { encoding: 'utf8' })) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
