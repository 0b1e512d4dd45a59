/** A place in the user's text, for words and for a link that selects it. */
export interface PlaceView {
  readonly line: number;
  readonly column: number;
  /** `line 9, column 3`. */
  readonly text: string;
}

/** Null where the place is not known. */
export function placeView(place: {
  readonly line?: number | null;
  readonly column?: number | null;
}): PlaceView | null {
  const { line, column } = place;
  if (line === undefined || line === null || column === undefined || column === null) return null;
  return { line, column, text: `line ${line}, column ${column}` };
}
