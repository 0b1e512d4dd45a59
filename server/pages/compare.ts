import * as v from 'valibot';
import { DryRunError } from '../../estimator/errors.js';
import { answerQuestion } from '../answer-question.js';
import { comparisonChart } from '../charts/comparison-chart.js';
import { readQuestion } from '../http/read-question.js';
import { sendJson } from '../http/send-json.js';
import { sendProblem } from '../http/send-problem.js';
import { setStatus } from '../http/set-status.js';
import { linkWithin } from '../link-within.js';
import { problemOf } from '../problem.js';
import { isBlank } from '../question.js';
import { urls } from '../urls.js';
import { comparePageView } from '../views/compare-page-view.js';
import { comparisonView } from '../views/comparison-view.js';
import { frameView } from '../views/frame-view.js';
import type { Handler } from './handler.js';

const compareOptions = v.object({
  sort: v.fallback(v.picklist(['cost', 'scanned', 'stored', 'name']), 'cost'),
  width: v.fallback(v.picklist(['narrow', 'wide']), 'wide'),
  scheme: v.fallback(v.picklist(['light', 'dark']), 'light'),
});

/** All layouts of one statement as a page of its own, sortable. */
export const showCompare: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  const { linkLength } = services.context.limits;
  const { sort } = v.parse(compareOptions, request.query);
  const answer = await answerQuestion(services, question, { compares: true });
  const frame = frameView(services.assets, {
    title: 'Layouts compared',
    section: urls.home,
    jsonUrl: linkWithin(linkLength, question, urls.compareJson),
  });
  setStatus(response, answer.problem);
  response.set('Cache-Control', 'no-store').type('html');
  response.send(services.render('compare', { ...comparePageView(answer, sort, linkLength), frame }));
};

/** The comparison, as `athena-dryrun compare --format json` prints it. */
export const showCompareJson: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  if (isBlank(question)) throw new DryRunError('empty_input', {});
  const { comparison, problem } = await answerQuestion(services, question, { compares: true });
  sendJson(response, comparison ?? { schemaVersion: 1, layouts: [] }, problem);
};

const nothingCompared = problemOf(
  new DryRunError('not_found', { what: 'table that the statement reads' }),
  '',
);

/** The chart as an image of its own: its style attributes would break the page's content security policy. */
export const showCompareChart: Handler = async (services, request, response) => {
  const question = readQuestion(request, services.context);
  const { width, scheme } = v.parse(compareOptions, request.query);
  const { comparison, problem } = await answerQuestion(services, question, { compares: true });
  if (comparison === null) return sendProblem(services, request, response, problem ?? nothingCompared);
  const view = comparisonView(comparison, question, services.context.limits.linkLength);
  const svg = await comparisonChart(view, width, scheme);
  response.type('image/svg+xml').set('Cache-Control', 'private, max-age=60').send(svg);
};
