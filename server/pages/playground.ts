import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion } from '../answer-question.js';
import { readQuestion } from '../http/read-question.js';
import { sendAnswer } from '../http/send-answer.js';
import { sendJson } from '../http/send-json.js';
import { isBlank } from '../question.js';
import type { Handler } from './handler.js';

/** The page of one question: its bill, why, and the layouts compared. */
export const showPlayground: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  sendAnswer(services, request, response, await answerQuestion(services, question, { compares: true }));
};

/** The report, as `athena-dryrun estimate --format json` prints it. */
export const showEstimateJson: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  const { report, scale, problem } = await answerQuestion(services, question, { compares: false });
  sendJson(response, report === null || scale === null ? report : { ...report, scaled: scale }, problem);
};
