import type { AdviceReport } from '../advice-report.js';
import type { Comparison, Report } from '../report.js';

/** An output: the same report in another form. The text has no line break at its end. */
export interface Renderer {
  readonly renderReport: (report: Report) => string;
  readonly renderComparison: (comparison: Comparison) => string | Promise<string>;
  readonly renderAdvice: (advice: AdviceReport) => string;
}
