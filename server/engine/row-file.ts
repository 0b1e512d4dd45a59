import { closeSync, openSync, writeSync } from 'node:fs';
import type { Cell } from './query-result.js';

/** Where a worker writes the rows of an answer, one JSON array a line, and how much of it. */
export interface RowFileRequest {
  /** Does not exist yet. */
  readonly path: string;
  readonly rowLimit: number;
  readonly bytesLimit: number;
  readonly rowsPerPage: number;
  /** A page of long rows ends earlier. */
  readonly bytesPerPage: number;
}

/** What was written. */
export interface KeptRows {
  readonly rows: number;
  readonly bytes: number;
  /** The first one is there even if there is no row. */
  readonly pages: readonly KeptPage[];
}

/** Where a page starts: its first row, from 0, and that row's offset in the file. */
export interface KeptPage {
  readonly row: number;
  readonly offset: number;
}

/** A file of rows that is being written. */
export interface RowFile {
  /** Takes the next row; false, from then on, where it has no room. */
  readonly add: (row: readonly Cell[]) => boolean;
  /** Writes what is left. */
  readonly finish: () => KeptRows;
  readonly close: () => void;
}

const bufferedCharacters = 65_536;

/** Throws what the file system throws, a full disk for one. */
export function createRowFile(request: RowFileRequest): RowFile {
  const { path, rowLimit, bytesLimit, rowsPerPage, bytesPerPage } = request;
  // Readable to no other user of the machine.
  const file = openSync(path, 'wx', 0o600);
  const pages: KeptPage[] = [{ row: 0, offset: 0 }];
  let page = { row: 0, offset: 0 };
  let rows = 0;
  let bytes = 0;
  let isFull = false;
  let buffered = '';
  const flush = (): void => {
    writeSync(file, buffered);
    buffered = '';
  };
  return {
    add(row) {
      const line = `${JSON.stringify(row)}\n`;
      const lineBytes = Buffer.byteLength(line);
      isFull ||= rows >= rowLimit || bytes + lineBytes > bytesLimit;
      if (isFull) return false;
      if (
        rows - page.row >= rowsPerPage ||
        (rows > page.row && bytes + lineBytes - page.offset > bytesPerPage)
      ) {
        page = { row: rows, offset: bytes };
        pages.push(page);
      }
      rows += 1;
      bytes += lineBytes;
      buffered += line;
      if (buffered.length >= bufferedCharacters) flush();
      return true;
    },
    finish() {
      flush();
      return { rows, bytes, pages };
    },
    close: () => closeSync(file),
  };
}
