import { DryRunError } from '../../estimator/errors.js';
import { formatBytes, formatWholeNumber } from '../../estimator/render/format-bytes.js';

export interface LineLayout {
  readonly delimiter: string;
  readonly quote: string;
  readonly headerLines: number;
}

/** What the lines of a text are like. Lines are counted from 1; null where there is none such. */
export interface LineFacts {
  readonly lines: number;
  /** The first with a field that starts with a quote, below the header. */
  readonly firstQuoted: number | null;
  /** The first, below the header, that OpenCSVSerde reads in its own way. */
  readonly firstOdd: OddLine | null;
}

export interface OddLine {
  readonly line: number;
  readonly how: 'quote_left_open' | 'quote_inside' | 'escaped_quote' | 'leading_escape';
}

export interface LineCheck {
  readonly see: (chunk: Uint8Array) => void;
  /** The line that is being read. */
  readonly line: () => number;
  readonly end: () => LineFacts;
}

/** DuckDB's own limit. Athena's is 200 MB (docs.aws.amazon.com/athena/latest/ug/other-notable-limitations.html). */
const mostLineBytes = 2_000_000;

const code = { newline: 10, carriageReturn: 13, bell: 7, backslash: 92 };

/** In a field; `escape` is behind a backslash that starts it. */
type Place = 'start' | 'escape' | 'bare' | 'quoted' | 'behind_quote';

/**
 * Walks over the bytes of a text as a SerDe's line reader does: a row ends at each line end, also inside quotes. Throws
 * `limit_exceeded` at a line that is too long and `usage` where lines end in different ways.
 */
export function createLineCheck(layout: LineLayout | null): LineCheck {
  const delimiter = layout?.delimiter.charCodeAt(0) ?? -1;
  const quote = layout === null || layout.quote === '' ? -1 : layout.quote.charCodeAt(0);
  const headerLines = layout?.headerLines ?? 0;
  let line = 1;
  let length = 0;
  let previous = 0;
  let place: Place = 'start';
  let firstQuoted: number | null = null;
  let firstOdd: OddLine | null = null;
  let lineEnd: string | null = null;

  const odd = (how: OddLine['how']): void => {
    if (line > headerLines) firstOdd ??= { line, how };
  };
  const endLine = (found: string): void => {
    if (lineEnd !== null && lineEnd !== found) throw mixedLineEnds(line);
    lineEnd = found;
    if (place === 'quoted') odd('quote_left_open');
    line += 1;
    length = 0;
    place = 'start';
  };
  const seeQuote = (): void => {
    if (place === 'start') {
      place = 'quoted';
      if (line > headerLines) firstQuoted ??= line;
    } else if (place === 'quoted') {
      if (previous === code.backslash) odd('escaped_quote');
      place = 'behind_quote';
    } else if (place === 'behind_quote') place = 'quoted';
    else odd('quote_inside');
  };

  const seeOther = (byte: number): void => {
    if (place === 'behind_quote') odd('quote_inside');
    else if (place === 'escape' && byte === code.backslash) odd('leading_escape');
    if (place === 'start') place = byte === code.backslash ? 'escape' : 'bare';
    else if (place === 'escape') place = 'bare';
  };
  const seeByte = (byte: number): void => {
    const isAfterReturn = previous === code.carriageReturn;
    if (byte === code.newline) {
      endLine(isAfterReturn ? '\r\n' : '\n');
      return;
    }
    if (isAfterReturn) endLine('\r');
    if (byte === code.carriageReturn) return;
    if (byte === code.bell) throw noText(line);
    length += 1;
    if (length > mostLineBytes) throw tooLong(line);
    if (byte === quote) seeQuote();
    else if (byte === delimiter && place !== 'quoted') place = 'start';
    else if (place !== 'bare' && place !== 'quoted') seeOther(byte);
  };

  return {
    see(chunk) {
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at] ?? 0;
        seeByte(byte);
        previous = byte;
      }
    },
    line: () => line,
    end() {
      if (previous === code.carriageReturn) endLine('\r');
      if (place === 'quoted') odd('quote_left_open');
      return { lines: length > 0 ? line : line - 1, firstQuoted, firstOdd };
    },
  };
}

function tooLong(line: number): DryRunError {
  return new DryRunError('limit_exceeded', {
    what: `Line ${formatWholeNumber(line)}`,
    limit: formatBytes(mostLineBytes),
  });
}

function noText(line: number): DryRunError {
  return new DryRunError('usage', {
    detail: `Line ${formatWholeNumber(line)} holds a control character (U+0007): the file is no text.`,
  });
}

function mixedLineEnds(line: number): DryRunError {
  return new DryRunError('usage', {
    detail: `Line ${formatWholeNumber(line)} ends in another way than those before it (line feed, carriage return or both): save the file with one kind of line ends.`,
  });
}
