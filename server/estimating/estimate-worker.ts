import { advise } from '../../estimator/advise/advise.js';
import { compare } from '../../estimator/compare.js';
import { DryRunError } from '../../estimator/errors.js';
import { type EstimateOptions, estimate } from '../../estimator/estimate.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { answerParent } from '../processes/answer-parent.js';
import { refuseLongText } from '../refuse-long-text.js';
import { estimateOptions } from './estimate-options.js';
import type { EstimateRequest, EstimatorOptions } from './estimate-request.js';
import { openCatalogs } from './open-catalogs.js';
import { withoutManyPartitions } from './without-many-partitions.js';

/** An estimating process. It answers with JSON: the parent reads one text faster than a tree of messages. */
answerParent<EstimatorOptions, EstimateRequest, string>(async (options) => {
  const catalogWith = await openCatalogs(options.sources);
  await loadParser();
  return async (request) => {
    refuseLongText(request.question, options.text);
    const catalog = await catalogWith(request.added);
    const answer = await answers[request.wants](request, estimateOptions(request.question, catalog));
    return jsonWithin(answer, options.answerBytesLimit);
  };
});

type Ask = (request: EstimateRequest, options: EstimateOptions) => Promise<object>;

const answers: Readonly<Record<EstimateRequest['wants'], Ask>> = {
  report: async ({ question: { sql } }, options) => withoutManyPartitions(await estimate(sql, options)),
  comparison: ({ question: { sql } }, options) => compare(sql, options),
  advice: ({ question: { sql }, comparison = null }, options) =>
    advise([{ file: null, text: sql }], { ...options, tellsKeptPartitions: false, comparison }),
};

function jsonWithin(answer: object, limitBytes: number): string {
  const text = JSON.stringify(answer);
  if (text.length <= limitBytes) return text;
  throw new DryRunError('limit_exceeded', { what: 'The report', limit: formatBytes(limitBytes) });
}
