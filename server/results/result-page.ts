import type { RunResult } from '../answer.js';
import type { KeptResult } from './kept-result.js';
import { readPage } from './read-page.js';

/** A page of a result with everything that is said beside the rows. */
export async function resultPage(kept: KeptResult, number: number): Promise<RunResult> {
  const page = await readPage(kept, number);
  return {
    ...kept.result,
    rows: page.rows,
    truncated: page.rows.length !== kept.result.rowCount,
    page: { number: page.number, of: kept.pages.length, firstRow: page.start.row + 1 },
  };
}
