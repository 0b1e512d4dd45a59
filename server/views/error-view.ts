import type { ReportedError } from '../../estimator/report.js';
import type { Problem } from '../problem.js';
import { urls } from '../urls.js';
import { type PlaceView, placeView } from './place-view.js';

export interface ErrorView {
  readonly code: string;
  readonly message: string;
  readonly place: PlaceView | null;
  readonly excerpt: ExcerptView | null;
  /** Where it can be put right; null where that is in the text. */
  readonly link: { readonly text: string; readonly href: string } | null;
}

/** The line of the error, cut to what fits, with the word at the place marked. */
export interface ExcerptView {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  /** A line of text that points at the marked word from below. */
  readonly caret: string;
}

/** How much of a long line is shown on each side of the place. */
const shownAround = 48;

/** The same with the way out of it. */
export function problemView({ error, isOwnDataMissing = false }: Problem, sql: string): ErrorView {
  const link = isOwnDataMissing ? { text: 'Bring it on Your data', href: urls.data } : null;
  return { ...errorView(error, sql), link };
}

/** An error as the page shows it: what is wrong, where, and the line it is in. */
export function errorView(error: ReportedError, sql: string): ErrorView {
  return errorViewsOf(sql)(error);
}

/** The same for many errors of one text, which is cut into lines once. */
export function errorViewsOf(sql: string): (error: ReportedError) => ErrorView {
  let lines: readonly string[] | null = null;
  const lineAt = ({ line }: PlaceView): string | undefined => {
    lines ??= sql.split('\n');
    return lines[line - 1];
  };
  return (error) => {
    const place = placeView(error);
    return {
      code: error.code,
      message: error.message,
      place,
      excerpt: place === null ? null : excerptOf(lineAt(place), place),
      link: null,
    };
  };
}

function excerptOf(wholeLine: string | undefined, place: PlaceView): ExcerptView | null {
  if (wholeLine === undefined) return null;
  const line = wholeLine.replaceAll('\t', ' ');
  const start = Math.min(place.column - 1, line.length);
  const word = line.slice(start).match(/^([\p{L}\p{N}_$]+|\S)/u)?.[0] ?? '';
  const end = start + word.length;
  const before = cutStart(line.slice(0, start));
  const marked = word.slice(0, shownAround) || ' ';
  return {
    before,
    marked,
    after: cutEnd(line.slice(end)),
    caret: ' '.repeat(before.length) + '^'.repeat(marked.length),
  };
}

function cutStart(text: string): string {
  return text.length <= shownAround ? text : `…${text.slice(-shownAround)}`;
}

function cutEnd(text: string): string {
  return text.length <= shownAround ? text : `${text.slice(0, shownAround)}…`;
}
