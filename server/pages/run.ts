import type { Request, Response } from 'express';
import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import type { Answer } from '../answer.js';
import { readQuestion } from '../http/read-question.js';
import { isCrossSite } from '../http/same-origin.js';
import { sendAnswer } from '../http/send-answer.js';
import { sendJson } from '../http/send-json.js';
import type { Session } from '../own-data/sessions.js';
import { isBlank } from '../question.js';
import { runQuestion } from '../run-question.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import type { Handler } from './handler.js';

/** The playground with the rows of the query. A link on another site leads to the estimate: it runs nothing. */
export const showRun: Handler = async (services, request, response, session) => {
  if (isCrossSite(request)) {
    response.redirect(303, urls.playground(readQuestion(request, services.context)));
    return;
  }
  sendAnswer(services, request, response, await runRequest(services, request, response, session));
};

/** Rows, time and measured bytes, with the report they belong to. */
export const showRunJson: Handler = async (services, request, response, session) => {
  if (isCrossSite(request)) throw new DryRunError('forbidden', { what: 'A run that another site asks for' });
  if (isBlank(readQuestion(request, services.context))) throw new DryRunError('empty_input', {});
  const { report, result, problem } = await runRequest(services, request, response, session);
  const links = result && { csv: urls.resultCsv(result.id), json: urls.resultJson(result.id) };
  sendJson(response, report === null ? null : { report, result: result && { ...result, links } }, problem);
};

/** A client that goes away takes its query with it. */
async function runRequest(
  services: Services,
  request: Request,
  response: Response,
  session: Session | null,
): Promise<Answer> {
  const gone = new AbortController();
  const abort = (): void => gone.abort(new DryRunError('busy', { detail: 'The client went away.' }));
  response.once('close', abort);
  try {
    return await runQuestion(services, {
      question: readQuestion(request, services.context),
      statement: statementOf(request),
      owner: session?.id ?? null,
      signal: gone.signal,
    });
  } finally {
    response.off('close', abort);
  }
}

const statementField = v.object({
  statement: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/))]), ''),
});

/** Which statement the form asks for. */
function statementOf(request: Request): number | null {
  const parsed = v.safeParse(
    statementField,
    (request.method === 'POST' ? request.body : request.query) ?? {},
  );
  if (!parsed.success) throw new DryRunError('usage', { detail: 'statement: a whole number was expected.' });
  return parsed.output.statement === '' ? null : Number(parsed.output.statement);
}
