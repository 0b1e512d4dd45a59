import type { Request, Response } from 'express';
import type { AdviceReport } from '../../estimator/advice-report.js';
import { DryRunError } from '../../estimator/errors.js';
import { scaleAdvice } from '../advice/scale-advice.js';
import type { TriedAdviceReport } from '../advice/tried-advice.js';
import { tryAdvice } from '../advice/try-advice.js';
import type { Answer } from '../answer.js';
import { answerQuestion } from '../answer-question.js';
import { readQuestion } from '../http/read-question.js';
import { redirectWithin } from '../http/redirect-within.js';
import { wantsPart } from '../http/request-kind.js';
import { isCrossSite } from '../http/same-origin.js';
import { sendJson } from '../http/send-json.js';
import { whileConnected } from '../http/while-connected.js';
import { linkWithin } from '../link-within.js';
import { type Problem, problemOf } from '../problem.js';
import { isBlank, type Question } from '../question.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import { advicePageView } from '../views/advice-page-view.js';
import { adviceView } from '../views/advice-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

/** How the statements could read less. */
export const showAdvice: Handler = (services, request, response) =>
  sendAdvice(services, request, response, false);

/** The same, after the statements were run as they are and as advised. A link on another site runs nothing. */
export const showTriedAdvice: Handler = async (services, request, response) => {
  if (isCrossSite(request)) response.redirect(303, urls.advice(readQuestion(request, services.context)));
  else await sendAdvice(services, request, response, true);
};

/** The form asks for what has an address of its own; a page with scripts swaps it in. */
export const tryAdviceOfForm: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  if (!wantsPart(request) && redirectWithin(services.context, response, question, urls.triedAdvice)) return;
  await sendAdvice(services, request, response, true);
};

/** The advice as `athena-dryrun advise --format json` prints it. */
export const showAdviceJson: Handler = (services, request, response) =>
  sendAdviceJson(services, request, response, false);

/** The same with what running it gave. */
export const showTriedAdviceJson: Handler = async (services, request, response) => {
  if (isCrossSite(request)) throw new DryRunError('forbidden', { what: 'A run that another site asks for' });
  await sendAdviceJson(services, request, response, true);
};

async function sendAdvice(
  services: Services,
  request: Request,
  response: Response,
  runs: boolean,
): Promise<void> {
  const question = readQuestion(request, services.context);
  const { advice, problem } = await adviceFor(services, response, question, runs);
  const { linkLength } = services.context.limits;
  const view = advice === null ? null : adviceView(advice, question, linkLength);
  response.status(problem?.status ?? 200).type('html');
  response.set({ 'Cache-Control': 'no-store', Vary: 'HX-Request, HX-Request-Type' });
  if (wantsPart(request) && view !== null && problem === null) {
    response.send(services.render('advice-part', { advice: view }));
    return;
  }
  const frame = frameView(services.assets, {
    title: 'Advice',
    section: urls.home,
    jsonUrl: linkWithin(linkLength, question, runs ? urls.triedAdviceJson : urls.adviceJson),
  });
  const page = advicePageView(question, view, problem, linkLength);
  response.send(services.render('advice', { ...page, frame }));
}

async function sendAdviceJson(
  services: Services,
  request: Request,
  response: Response,
  runs: boolean,
): Promise<void> {
  const question = readQuestion(request, services.context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  const { advice, problem } = await adviceFor(services, response, question, runs);
  sendJson(response, advice, problem);
}

interface AskedAdvice {
  readonly advice: AdviceReport | TriedAdviceReport | null;
  readonly problem: Problem | null;
}

/** Where there was no time for the advice beside the comparison; null where nothing can be estimated. */
async function askAgain(
  { estimates }: Services,
  question: Question,
  { report, scale }: Answer,
): Promise<AdviceReport | null> {
  if (report === null) return null;
  const advice = await estimates.ask(question, ['advice']).advice;
  return scale === null ? advice : scaleAdvice(advice, scale);
}

async function adviceFor(
  services: Services,
  response: Response,
  question: Question,
  runs: boolean,
): Promise<AskedAdvice> {
  const answer = await answerQuestion(services, question, { compares: true });
  const { scale, problem } = answer;
  const advice = answer.advice ?? (await askAgain(services, question, answer));
  if (!runs || advice === null) return { advice, problem };
  try {
    const tried = await whileConnected(response, (signal) =>
      tryAdvice(services, question, advice, scale, signal),
    );
    return { advice: tried, problem };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { advice, problem: problemOf(error, question.sql) };
  }
}
