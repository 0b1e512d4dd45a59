import { compare } from '../../estimator/compare.js';
import { DryRunError } from '../../estimator/errors.js';
import { estimate } from '../../estimator/estimate.js';
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
  return async ({ wants, question, added }) => {
    refuseLongText(question, options.text);
    const asked = estimateOptions(question, await catalogWith(added));
    const answer =
      wants === 'report'
        ? withoutManyPartitions(await estimate(question.sql, asked))
        : await compare(question.sql, asked);
    return jsonWithin(answer, options.answerBytesLimit);
  };
});

function jsonWithin(answer: object, limitBytes: number): string {
  const text = JSON.stringify(answer);
  if (text.length <= limitBytes) return text;
  throw new DryRunError('limit_exceeded', { what: 'The report', limit: formatBytes(limitBytes) });
}
