import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion } from '../answer-question.js';
import { readQuestion } from '../http/read-question.js';
import { wantsPart } from '../http/request-kind.js';
import { sendAnswer } from '../http/send-answer.js';
import { isBlank } from '../question.js';
import { refuseLongText } from '../refuse-long-text.js';
import { urls } from '../urls.js';
import type { Handler } from './handler.js';

/** Keeps the query under a short id, and answers the same question by its link. */
export const keepQuery: Handler = async (services, request, response) => {
  const { context } = services;
  const question = readQuestion(request, context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  refuseLongText(question, context.limits);
  const stored = { ...question, storedAs: context.storedQueries.keep(question.sql) };
  if (wantsPart(request))
    sendAnswer(services, request, response, await answerQuestion(services, stored, { compares: true }));
  else response.redirect(303, urls.playground(stored));
};
