import { positionsIn } from '../../estimator/sql/span.js';
import { runChoices } from '../run-choices.js';
import { type PlaceView, placeView } from './place-view.js';

interface RunChoiceView {
  readonly number: number;
  readonly place: PlaceView | null;
  /** `line 3`. */
  readonly line: string;
  readonly firstWords: string;
  readonly canRun: boolean;
  /** Its rows are on the page. */
  readonly isShown: boolean;
  readonly note: string | null;
}

/** The statements of a text with their buttons. */
export interface RunChoicesView {
  readonly choices: readonly RunChoiceView[];
  /** How many more statements there are than buttons. */
  readonly more: number;
}

const mostButtons = 100;

/** Null for a single statement of which all is run. `shown` is the one whose rows are on the page. */
export function runChoicesView(sql: string, shown: number | null): RunChoicesView | null {
  const choices = runChoices(sql);
  if (choices.length === 0 || (choices.length === 1 && choices[0]?.note === null)) return null;
  const positionOf = positionsIn(sql);
  const views = choices.slice(0, mostButtons).map(({ number, span, firstWords, query, note }) => {
    const position = positionOf(span.start);
    const line = `line ${position.line}`;
    const isShown = number === shown;
    return {
      number,
      place: placeView(position),
      line,
      firstWords,
      canRun: query !== null,
      isShown,
      note,
    };
  });
  return { choices: views, more: choices.length - views.length };
}
