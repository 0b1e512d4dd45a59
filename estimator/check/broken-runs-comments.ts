import { runsPerMonthRule } from '../runs-per-month.js';
import { type Position, positionsIn } from '../sql/span.js';
import { tokenize } from '../sql/statement-tokens.js';

/** A comment that is meant for us and counts for nothing, with what is wrong with it. */
export interface BrokenComment extends Position {
  readonly message: string;
}

/** Comments `-- runs-per-month: ...` that say no number of runs. */
export function brokenRunsComments(text: string): readonly BrokenComment[] {
  const broken = tokenize(text).runsComments.filter(({ runsPerMonth }) => runsPerMonth === null);
  if (broken.length === 0) return [];
  const positionOf = positionsIn(text);
  return broken.map(({ start, text: said }) => ({
    ...positionOf(start),
    message: `"${said}" counts for nothing: write "runs-per-month:" and ${runsPerMonthRule}.`,
  }));
}
