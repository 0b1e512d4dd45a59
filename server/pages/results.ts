import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion } from '../answer-question.js';
import { wantsPart } from '../http/request-kind.js';
import { sendAnswer } from '../http/send-answer.js';
import type { Session } from '../own-data/sessions.js';
import { csvOf, jsonOf } from '../results/download.js';
import type { KeptResult } from '../results/kept-result.js';
import { resultPage } from '../results/result-page.js';
import type { Services } from '../services.js';
import { resultView } from '../views/result-view.js';
import type { Handler } from './handler.js';

/** A page of rows of a run: the playground around it, or only the result where htmx swaps it in. */
export const showResult: Handler = async (services, request, response, session) => {
  const kept = await keptOf(services, request, session);
  const result = await resultPage(kept, pageOf(request));
  if (wantsPart(request)) {
    response.set({ 'Cache-Control': 'no-store', Vary: 'HX-Request, HX-Request-Type' }).type('html');
    response.send(services.render('result-part', resultView(result, kept.question.tableSize.bytes !== null)));
    return;
  }
  const answer = await answerQuestion(services, kept.question, { compares: true });
  sendAnswer(services, request, response, { ...answer, problem: null, result });
};

export const downloadCsv: Handler = async (services, request, response, session) => {
  const kept = await keptOf(services, request, session);
  await send(response, csvOf(kept), {
    contentType: 'text/csv; charset=utf-8; header=present',
    name: 'result.csv',
  });
};

export const downloadJson: Handler = async (services, request, response, session) => {
  const kept = await keptOf(services, request, session);
  await send(response, jsonOf(kept), { contentType: 'application/json; charset=utf-8', name: 'result.json' });
};

function keptOf({ context }: Services, request: Request, session: Session | null): Promise<KeptResult> {
  return context.results.find(String(request.params['id']), session?.id ?? null);
}

const pageField = v.object({ page: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,8}$/)), '1') });

function pageOf(request: Request): number {
  const parsed = v.safeParse(pageField, request.query);
  if (!parsed.success) throw new DryRunError('usage', { detail: 'page: a whole number was expected.' });
  return Number(parsed.output.page);
}

interface Download {
  readonly contentType: string;
  readonly name: string;
}

/** As a file: no browser shows it as a page, whatever is in it. A client that goes away ends it. */
async function send(
  response: Response,
  pieces: AsyncIterable<string>,
  { contentType, name }: Download,
): Promise<void> {
  response.set({
    'Cache-Control': 'no-store',
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'X-Content-Type-Options': 'nosniff',
  });
  try {
    await pipeline(Readable.from(pieces), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}
