import { advise } from '../../estimator/advise/advise.js';
import { comparisonOf } from '../../estimator/advise/layouts-of.js';
import { DryRunError } from '../../estimator/errors.js';
import { estimate } from '../../estimator/estimate.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import { loadParser } from '../../estimator/sql/parse.js';
import { answerParent } from '../processes/answer-parent.js';
import { refuseLongText } from '../refuse-long-text.js';
import { estimateOptions } from './estimate-options.js';
import type {
  EstimateAnswers,
  EstimateKind,
  EstimatePart,
  EstimateRequest,
  EstimatorOptions,
} from './estimate-request.js';
import { openCatalogs } from './open-catalogs.js';
import { withoutManyPartitions } from './without-many-partitions.js';

/** An estimating process. It tells its answers one by one: what is known stands where there is no time for the rest. */
answerParent<EstimatorOptions, EstimateRequest, null, EstimatePart>(async (opened) => {
  const catalogWith = await openCatalogs(opened.sources);
  await loadParser();
  return async ({ wants, question, added }, tell) => {
    const give = <Kind extends EstimateKind>(kind: Kind, answer: EstimateAnswers[Kind]): void => {
      if (wants.includes(kind)) tell({ kind, json: jsonWithin(answer, opened.answerBytesLimit) });
    };
    refuseLongText(question, opened.text);
    const { sql } = question;
    const options = estimateOptions(question, await catalogWith(added));
    const report = await estimate(sql, { ...options, tellsKeptPartitions: true, tellsOutputs: true });
    give('report', withoutManyPartitions(report));
    const reads = report.statements.some(({ scans }) => scans.length > 0);
    const compares = wants.includes('comparison') || wants.includes('advice');
    const comparison = reads && compares ? await comparisonOf(sql, options) : null;
    give('comparison', comparison);
    if (wants.includes('advice')) {
      give('advice', await advise([{ file: null, text: sql }], { ...options, comparison }));
    }
    return null;
  };
});

function jsonWithin(answer: object | null, limitBytes: number): string {
  const text = JSON.stringify(answer);
  if (text.length <= limitBytes) return text;
  throw new DryRunError('limit_exceeded', { what: 'The report', limit: formatBytes(limitBytes) });
}
