import type { Request } from 'express';
import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import { readQuestion } from '../http/read-question.js';
import { redirectWithin } from '../http/redirect-within.js';
import { sendJson } from '../http/send-json.js';
import { setStatus } from '../http/set-status.js';
import { isBlank, type Question } from '../question.js';
import type { Services } from '../services.js';
import { urls } from '../urls.js';
import { frameView } from '../views/frame-view.js';
import { whatIfJson } from '../views/what-if-json.js';
import { whatIfView } from '../views/what-if-view.js';
import { askWhatIf, nameOf } from '../what-if/ask-what-if.js';
import { parseChoiceFields } from '../what-if/layout-choice.js';
import type { WhatIf } from '../what-if/what-if.js';
import type { Handler } from './handler.js';

/** Another layout for a table: the form, and what was written and measured of it, which a POST asks for. */
export const showWhatIf: Handler = async (services, request, response) => {
  const answer = await whatIfOf(services, request);
  if (request.method === 'POST' && showsAgain(answer)) {
    const { question, table, fields } = answer;
    const address = (asked: Question): string =>
      urls.whatIf(asked, table === null ? '' : nameOf(table), { ...fields });
    if (redirectWithin(services.context, response, question, address)) return;
  }
  const frame = frameView(services.assets, { title: 'What if', section: urls.home, jsonUrl: null });
  setStatus(response, answer.problem);
  response.set('Cache-Control', 'no-store').type('html');
  response.send(
    services.render('what-if', { ...whatIfView(answer, services.context.limits.linkLength), frame }),
  );
};

/** Both sides with their reports. */
export const showWhatIfJson: Handler = async (services, request, response) => {
  if (isBlank(readQuestion(request, services.context))) throw new DryRunError('empty_input', {});
  const answer = await whatIfOf(services, request);
  sendJson(response, whatIfJson(answer), answer.problem);
};

/** What was measured stays for some minutes, and what the user got wrong is found again; the rest is said once. */
function showsAgain({ problem }: WhatIf): boolean {
  return problem === null || problem.status === 400;
}

const addressed = v.object({
  table: v.optional(v.fallback(v.string(), ''), ''),
  storage: v.optional(v.fallback(v.string(), ''), ''),
});

function whatIfOf(services: Services, request: Request): Promise<WhatIf> {
  const writes = request.method === 'POST';
  const input: unknown = (writes ? request.body : request.query) ?? {};
  const { table, storage } = v.parse(addressed, input);
  return askWhatIf(services, {
    question: readQuestion(request, services.context),
    tableName: table,
    fields: parseChoiceFields(input),
    does: writes ? 'write' : storage === '' ? 'offer' : 'find',
  });
}
