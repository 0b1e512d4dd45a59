/**
 * Remembers the last answers of a question that is asked again and again, by a text that says all that an answer
 * depends on. A failed answer is forgotten, so that it can be asked for again.
 */
export function rememberLast<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  keyOf: (question: Question) => string,
  remembered: number,
): (question: Question) => Promise<Answer> {
  /** The one that was used longest ago is the first. */
  const answers = new Map<string, Promise<Answer>>();
  return async (question) => {
    const key = keyOf(question);
    const answer = answers.get(key) ?? ask(question);
    answers.delete(key);
    answers.set(key, answer);
    const oldest = answers.keys().next().value;
    if (answers.size > remembered && oldest !== undefined) answers.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      if (answers.get(key) === answer) answers.delete(key);
      throw error;
    }
  };
}
