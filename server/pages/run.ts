import type { Request } from 'express';
import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion } from '../answer-question.js';
import { readQuestion } from '../http/read-question.js';
import { wantsPart } from '../http/request-kind.js';
import { isCrossSite } from '../http/same-origin.js';
import { sendAnswer } from '../http/send-answer.js';
import { sendJson } from '../http/send-json.js';
import { whileConnected } from '../http/while-connected.js';
import type { Session } from '../own-data/sessions.js';
import { isBlank } from '../question.js';
import { runQuestion } from '../run-question.js';
import type { ActiveRun } from '../runs/active-runs.js';
import { endedSoon } from '../runs/ended-soon.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import type { Handler } from './handler.js';

/** Rows that come so soon after the estimate come with it; a slower run shows how far it is. */
const atOnceMs = 400;

/**
 * The playground with the rows of the query, or with how far it is. A link on another site leads to the estimate: it
 * runs nothing. A page without scripts is sent on to the page of its run.
 */
export const showRun: Handler = async (services, request, response, session) => {
  if (isCrossSite(request)) {
    response.redirect(303, urls.playground(readQuestion(request, services.context)));
    return;
  }
  if (!wantsPart(request)) {
    const begun = startRun(services, request, session);
    const answer = await endedSoon(begun, atOnceMs);
    if (answer === null) response.redirect(303, urls.runStatus(begun.id));
    else sendAnswer(services, request, response, answer);
    return;
  }
  endReplaced(services, request, session);
  const run = startRun(services, request, session);
  response.once('close', () => {
    if (!response.writableFinished) services.runs.cancel(run.id, session?.id ?? null);
  });
  const estimated = await answerQuestion(services, run.question, { compares: true });
  const ended = await endedSoon(run, atOnceMs);
  sendAnswer(services, request, response, ended ?? { ...estimated, running: run.state() });
};

/** Rows, time and measured bytes, with the report they belong to. */
export const showRunJson: Handler = async (services, request, response, session) => {
  if (isCrossSite(request)) throw new DryRunError('forbidden', { what: 'A run that another site asks for' });
  const question = readQuestion(request, services.context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  const { report, result, problem } = await whileConnected(response, (signal) =>
    runQuestion(services, {
      question,
      statement: statementOf(request),
      owner: session?.id ?? null,
      compares: false,
      signal,
    }),
  );
  const links = result && { csv: urls.resultCsv(result.id), json: urls.resultJson(result.id) };
  sendJson(response, report === null ? null : { report, result: result && { ...result, links } }, problem);
};

/** Goes on after its request, and so holds the session of its own. */
function startRun(services: Services, request: Request, session: Session | null): ActiveRun {
  const { context, everyones: shared = services } = services;
  const run = {
    question: readQuestion(request, context),
    statement: statementOf(request),
    owner: session?.id ?? null,
    compares: true,
  };
  return services.runs.start(run.owner, run.question, (signal, onProgress) =>
    context.sessions.use(run.owner, shared, (own) =>
      runQuestion(own?.services ?? shared, { ...run, signal, onProgress }),
    ),
  );
}

const runFields = v.object({
  statement: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/))]), ''),
  replaces: v.optional(v.string()),
});

function fieldsOf(request: Request): v.InferOutput<typeof runFields> {
  const parsed = v.safeParse(runFields, (request.method === 'POST' ? request.body : request.query) ?? {});
  if (parsed.success) return parsed.output;
  throw new DryRunError('usage', { detail: 'statement: a whole number was expected.' });
}

/** Which statement the form asks for. */
function statementOf(request: Request): number | null {
  const { statement } = fieldsOf(request);
  return statement === '' ? null : Number(statement);
}

/** The run that the page showed until now need not be ended by hand first. */
function endReplaced({ runs }: Services, request: Request, session: Session | null): void {
  const { replaces } = fieldsOf(request);
  if (replaces !== undefined) runs.cancel(replaces, session?.id ?? null);
}
