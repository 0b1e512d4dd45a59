import type { Request, Response } from 'express';
import { DryRunError } from '../../estimator/errors.js';
import { wantsPart } from '../http/request-kind.js';
import { sendAnswer } from '../http/send-answer.js';
import type { Session } from '../own-data/sessions.js';
import { problemOf } from '../problem.js';
import type { ActiveRun } from '../runs/active-runs.js';
import { endedSoon } from '../runs/ended-soon.js';
import type { Services } from '../services.js';
import { errorView } from '../views/error-view.js';
import { runningView } from '../views/running-view.js';
import type { Handler } from './handler.js';

/** How far a run is: its state, or the answer where it has ended. Only a page with scripts asks again and again. */
export const showRunStatus: Handler = async (services, request, response, session) => {
  const run = findRun(services, request, response, session);
  if (run === null) return;
  if (wantsPart(request) && (await endedSoon(run, 0)) === null) {
    response.set('Cache-Control', 'no-store').type('html');
    response.send(services.render('running-part', runningView(run.state())));
    return;
  }
  await sendEnd(services, request, response, run);
};

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
