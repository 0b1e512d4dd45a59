import type { Request, Response } from 'express';
import type { Problem } from '../problem.js';
import type { Services } from '../services.js';
import { errorView } from '../views/error-view.js';
import { frameView } from '../views/frame-view.js';
import { wantsJson, wantsPart } from './request-kind.js';
import { setStatus } from './set-status.js';

/** An error where there is no page to put it into. */
export function sendProblem(
  services: Services,
  request: Request,
  response: Response,
  problem: Problem,
): void {
  setStatus(response, problem);
  response.set('Cache-Control', 'no-store');
  if (wantsJson(request)) {
    response.json({ error: problem.error });
    return;
  }
  const view = errorView(problem.error, '');
  response.type('html');
  if (wantsPart(request)) {
    response.set({ 'HX-Retarget': '#problem', 'HX-Reswap': 'innerHTML' });
    response.send(services.render('problem-part', { problem: view, isBlocking: true }));
    return;
  }
  const frame = frameView(services.assets, { title: view.message, section: null, jsonUrl: null });
  response.send(services.render('error', { frame, status: problem.status, problem: view }));
}
