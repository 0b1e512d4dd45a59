import { open } from 'node:fs/promises';
import type { Cell } from '../engine/query-result.js';
import type { KeptResult, ResultPage } from './kept-result.js';

/** Reads one page of the rows; a number beyond the last is the last. */
export async function readPage({ pages, bytes, rowFile }: KeptResult, number: number): Promise<ResultPage> {
  const last = Math.min(Math.max(number, 1), pages.length);
  const start = pages[last - 1] ?? { row: 0, offset: 0 };
  const end = pages[last]?.offset ?? bytes;
  const file = await open(rowFile, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(end - start.offset), 0, end - start.offset, start.offset);
    const lines = buffer.toString('utf8').split('\n').slice(0, -1);
    return { number: last, start, rows: lines.map(rowOf) };
  } finally {
    await file.close();
  }
}

/** A line as the engine's worker wrote it. */
export function rowOf(line: string): readonly Cell[] {
  return JSON.parse(line) as readonly Cell[];
}
