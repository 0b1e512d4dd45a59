import { keepLastUsed } from './last-used.js';

/**
 * Remembers the last answers of a question that is asked again and again, by a text that says all that an answer
 * depends on. A failed answer is forgotten, so that it can be asked for again.
 */
export function rememberLast<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  keyOf: (question: Question) => string,
  remembered: number,
): (question: Question) => Promise<Answer> {
  const answers = keepLastUsed<Promise<Answer>>(remembered);
  return async (question) => {
    const key = keyOf(question);
    const answer = answers.find(key) ?? ask(question);
    answers.keep(key, answer);
    try {
      return await answer;
    } catch (error) {
      if (answers.find(key) === answer) answers.drop(key);
      throw error;
    }
  };
}
