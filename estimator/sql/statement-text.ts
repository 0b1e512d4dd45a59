import type { Span } from './span.js';

/**
 * Text that was cut out of, or put together from, the text as the user wrote it, and where each piece of it
 * came from. Positions found in `text` are told to the user by `originOf`.
 */
export interface MappedText {
  readonly text: string;
  /** Ascending by `at`; the first one is at 0. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** UTF-16 offset in `text` at which the piece starts. */
  readonly at: number;
  /** UTF-16 offset of the same character in the origin. */
  readonly origin: number;
  /** A fixed piece has no text of its own in the origin: all of it maps to `origin`. */
  readonly fixed: boolean;
}

/** Text that the user did not write; it stands for what is at `origin`. */
export interface OwnText {
  readonly text: string;
  readonly origin: number;
}

/** The text between two offsets of `source`, unchanged. */
export function cutText(source: string, span: Span): MappedText {
  return {
    text: source.slice(span.start, span.end),
    pieces: [{ at: 0, origin: span.start, fixed: false }],
  };
}

/** One text after the other. */
export function joinTexts(parts: readonly (MappedText | OwnText)[]): MappedText {
  const pieces: Piece[] = [];
  let text = '';
  for (const part of parts) {
    if ('origin' in part) pieces.push({ at: text.length, origin: part.origin, fixed: true });
    else for (const piece of part.pieces) pieces.push({ ...piece, at: piece.at + text.length });
    text += part.text;
  }
  return { text, pieces: pieces.length === 0 ? [{ at: 0, origin: 0, fixed: true }] : pieces };
}

/** Offset in the origin of an offset in `mapped.text`. */
export function originOf(mapped: MappedText, offset: number): number {
  const piece = mapped.pieces[pieceIndexAt(mapped.pieces, offset)];
  if (piece === undefined) return offset;
  return piece.fixed ? piece.origin : piece.origin + (offset - piece.at);
}

function pieceIndexAt(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
