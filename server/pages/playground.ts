import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion } from '../answer-question.js';
import { readQuestion } from '../http/read-question.js';
import { redirectWithin } from '../http/redirect-within.js';
import { wantsPart } from '../http/request-kind.js';
import { sendAnswer } from '../http/send-answer.js';
import { sendJson } from '../http/send-json.js';
import { isBlank } from '../question.js';
import { urls } from '../urls.js';
import type { Handler } from './handler.js';

/** The page of one question: its bill, why, and the layouts compared. */
export const showPlayground: Handler = async (services, request, response) => {
  const { context } = services;
  const question = readQuestion(request, context);
  const isForm = request.method === 'POST' && !wantsPart(request);
  if (isForm && redirectWithin(context, response, question, urls.playground)) return;
  sendAnswer(services, request, response, await answerQuestion(services, question, { compares: true }));
};

/** The report, as `athena-dryrun estimate --format json` prints it. */
export const showEstimateJson: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  const { report, scale, problem } = await answerQuestion(services, question, { compares: false });
  sendJson(response, report === null || scale === null ? report : { ...report, scaled: scale }, problem);
};
