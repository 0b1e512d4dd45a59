import type { Request, Response } from 'express';
import type { AdviceReport } from '../../estimator/advice-report.js';
import { DryRunError } from '../../estimator/errors.js';
import { scaleAdvice } from '../advice/scale-advice.js';
import type { TriedAdviceReport } from '../advice/tried-advice.js';
import { tryAdvice } from '../advice/try-advice.js';
import type { Answer } from '../answer.js';
import { answerQuestion } from '../answer-question.js';
import { readQuestion } from '../http/read-question.js';
import { wantsPart } from '../http/request-kind.js';
import { sendJson } from '../http/send-json.js';
import { linkWithin } from '../link-within.js';
import { type Problem, problemOf } from '../problem.js';
import { isBlank, type Question } from '../question.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import { advicePageView } from '../views/advice-page-view.js';
import { adviceView } from '../views/advice-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

/** How the statements could read less. A POST also runs them as they are and as advised, and compares the rows. */
export const showAdvice: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  const { advice, problem } = await adviceFor(services, request, response, question);
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
    jsonUrl: linkWithin(linkLength, question, urls.adviceJson),
  });
  const page = advicePageView(question, view, problem, linkLength);
  response.send(services.render('advice', { ...page, frame }));
};

/** The advice as `athena-dryrun advise --format json` prints it; after a POST with what running it gave. */
export const showAdviceJson: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  const { advice, problem } = await adviceFor(services, request, response, question);
  sendJson(response, advice, problem);
};

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

/** A client that goes away takes its queries with it. */
async function adviceFor(
  services: Services,
  request: Request,
  response: Response,
  question: Question,
): Promise<AskedAdvice> {
  const answer = await answerQuestion(services, question, { compares: true });
  const { scale, problem } = answer;
  const advice = answer.advice ?? (await askAgain(services, question, answer));
  if (request.method !== 'POST' || advice === null) return { advice, problem };
  const gone = new AbortController();
  const abort = (): void => gone.abort(new DryRunError('busy', { detail: 'The client went away.' }));
  response.once('close', abort);
  try {
    return { advice: await tryAdvice(services, question, advice, scale, gone.signal), problem };
  } catch (error) {
    if (!(error instanceof DryRunError)) throw error;
    return { advice, problem: problemOf(error, question.sql) };
  } finally {
    response.off('close', abort);
  }
}
