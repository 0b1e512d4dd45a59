import { linkWithin } from '../link-within.js';
import type { Problem } from '../problem.js';
import type { Question } from '../question.js';
import { urls } from '../urls.js';
import type { AdviceView } from './advice-view.js';
import { type ErrorView, problemView } from './error-view.js';
import { type FieldView, questionFields } from './question-fields.js';

/** The advice on a page of its own. */
export interface AdvicePageView {
  readonly sql: string;
  /** The question, for the button that runs it. */
  readonly fields: readonly FieldView[];
  readonly advice: AdviceView | null;
  readonly problem: ErrorView | null;
  /** Null where the question is too long for a link. */
  readonly playgroundHref: string | null;
}

export function advicePageView(
  question: Question,
  advice: AdviceView | null,
  problem: Problem | null,
  linkLength: number,
): AdvicePageView {
  return {
    sql: question.sql,
    fields: [{ name: 'sql', value: question.sql }, ...questionFields(question)],
    // The page is where the link would lead, and its foot has the JSON.
    advice: advice === null ? null : { ...advice, links: null },
    problem: problem === null ? null : problemView(problem, question.sql),
    playgroundHref: linkWithin(linkLength, question, urls.playground),
  };
}
