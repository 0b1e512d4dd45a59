import type { Request, Response } from 'express';
import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion, emptyAnswer } from '../answer-question.js';
import { wantsPart } from '../http/request-kind.js';
import { sendAnswer } from '../http/send-answer.js';
import type { Session } from '../own-data/sessions.js';
import { problemOf } from '../problem.js';
import type { ActiveRun } from '../runs/active-runs.js';
import { endedSoon } from '../runs/ended-soon.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import { errorView } from '../views/error-view.js';
import { runningView } from '../views/running-view.js';
import type { Handler } from './handler.js';

/**
 * How far a run is: its state for a page with scripts, a page that looks again by itself for others; the rows where it
 * has ended.
 */
export const showRunStatus: Handler = async (services, request, response, session) => {
  const run = findRun(services, request, response, session);
  if (run === null) return;
  const ended = await endedSoon(run, 0);
  if (wantsPart(request)) {
    if (ended !== null) return sendEnd(services, request, response, run);
    response.set('Cache-Control', 'no-store').type('html');
    response.send(services.render('running-part', runningView(run.state(), services.context.limits)));
    return;
  }
  if (ended === null) {
    const estimated = answerQuestion(services, run.question, { compares: false });
    const known = (await endedSoon({ outcome: estimated }, estimateMs)) ?? emptyAnswer(run.question);
    sendAnswer(services, request, response, { ...known, running: run.state() });
  } else if (ended.result === null) {
    sendAnswer(services, request, response, ended);
  } else {
    response.redirect(303, urls.result(ended.result.id, 1));
  }
};

/** A page that shows how far a run is does not wait longer for the estimate: it is asked again soon. */
const estimateMs = 400;

/** Stops a run and shows what is left: the estimate, and that it was cancelled. */
export const cancelRun: Handler = async (services, request, response, session) => {
  const run = findRun(services, request, response, session);
  if (run === null) return;
  services.runs.cancel(run.id, session?.id ?? null);
  await sendEnd(services, request, response, run);
};

/** Null where the run is gone and the page was told so in the place of the run. */
function findRun(
  services: Services,
  request: Request,
  response: Response,
  session: Session | null,
): ActiveRun | null {
  try {
    return services.runs.find(String(request.params['id']), session?.id ?? null);
  } catch (error) {
    if (!(error instanceof DryRunError) || !wantsPart(request)) throw error;
    const problem = problemOf(error, '');
    response.status(problem.status).set({ 'HX-Retarget': '#running', 'HX-Reswap': 'outerHTML' }).type('html');
    response.send(
      services.render('problem-part', { problem: errorView(problem.error, ''), isBlocking: false }),
    );
    return null;
  }
}

async function sendEnd(
  services: Services,
  request: Request,
  response: Response,
  { outcome }: ActiveRun,
): Promise<void> {
  response.set({ 'HX-Retarget': '#answer', 'HX-Reswap': 'innerMorph' });
  sendAnswer(services, request, response, await outcome);
}
