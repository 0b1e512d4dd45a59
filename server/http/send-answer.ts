import type { Request, Response } from 'express';
import type { Answer } from '../answer.js';
import { linkWithin } from '../link-within.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import { frameView } from '../views/frame-view.js';
import { playgroundView } from '../views/playground-view.js';
import { wantsPart } from './request-kind.js';
import { nonceOf } from './security-headers.js';
import { setStatus } from './set-status.js';

/** The playground around an answer, or only the answer where htmx swaps it in. */
export function sendAnswer(services: Services, request: Request, response: Response, answer: Answer): void {
  const { context, assets, render } = services;
  const view = playgroundView(answer, context);
  const page = linkWithin(context.limits.linkLength, answer.question, urls.playground);
  setStatus(response, answer.problem);
  response.type('html');
  response.set({ 'Cache-Control': 'no-store', Vary: 'HX-Request, HX-Request-Type' });
  if (!wantsPart(request)) {
    const jsonUrl = page === null ? null : urls.estimateJson(answer.question);
    const refreshSeconds = answer.running === null ? null : 2;
    const frame = frameView(assets, { title: 'athena-dryrun', section: urls.home, jsonUrl, refreshSeconds });
    const editor = { url: assets.editor.url, nonce: nonceOf(response) };
    response.send(render('playground', { ...view, frame, editor }));
    return;
  }
  response.set('HX-Replace-Url', page ?? addressWithoutText(answer));
  if (view.problem !== null && view.isBlocking) {
    response.set({ 'HX-Retarget': '#problem', 'HX-Reswap': 'innerHTML' });
    const { problem, fieldProblems } = view;
    response.send(render('problem-part', { problem, isBlocking: true, fieldProblems }));
    return;
  }
  response.send(render('answer-part', view));
}

/** Of a text too long for an address: a reload or a shared link shows no query rather than an older one. */
function addressWithoutText({ question }: Answer): string {
  return urls.playground({ ...question, sql: '', storedAs: null });
}
