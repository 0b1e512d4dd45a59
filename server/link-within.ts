import type { Question } from './question.js';

/** The address of a question, null where that is longer than a link may be. A text that is too long is not even encoded. */
export function linkWithin(
  linkLength: number,
  question: Question,
  address: (question: Question) => string,
): string | null {
  if (question.storedAs === null && question.sql.length > linkLength) return null;
  const link = address(question);
  return link.length <= linkLength ? link : null;
}
