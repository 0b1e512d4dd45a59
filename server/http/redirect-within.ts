import type { Response } from 'express';
import type { PlaygroundContext } from '../context.js';
import { linkWithin } from '../link-within.js';
import type { Question } from '../question.js';

/**
 * After a form without scripts: leads to the address of what it asked for, so that it can be reloaded and shared. False
 * where that is longer than a link may be; then the form's own answer is all there is.
 */
export function redirectWithin(
  { limits }: Pick<PlaygroundContext, 'limits'>,
  response: Response,
  question: Question,
  address: (question: Question) => string,
): boolean {
  const link = linkWithin(limits.linkLength, question, address);
  if (link === null) return false;
  response.redirect(303, link);
  return true;
}
