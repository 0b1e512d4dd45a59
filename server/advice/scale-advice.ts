import type { Advice, AdviceReport, AdvisedStatement, Hint } from '../../estimator/advice-report.js';
import { gainOf, savedBytes } from '../../estimator/advise/gain-of.js';
import { formatBytes } from '../../estimator/render/format-bytes.js';
import type { Interval } from '../../estimator/report.js';
import { type Scale, scaleStatement } from '../scale.js';

/** The advice for tables with `factor` times the rows. What is no gain there by the bounds is left out. */
export function scaleAdvice(report: AdviceReport, { factor }: Scale): AdviceReport {
  return { ...report, statements: report.statements.map((statement) => scaleOne(statement, factor, report)) };
}

function scaleOne(
  statement: AdvisedStatement,
  factor: number,
  price: Pick<AdviceReport, 'price'>,
): AdvisedStatement {
  const report = scaleStatement(statement.report, factor, price);
  const scaled = (advice: Advice): readonly Advice[] => {
    const after = scaleStatement(advice.report, factor, price);
    return withGain(advice, after, report.bytesScanned);
  };
  return {
    report,
    advice: statement.advice.flatMap(scaled),
    candidates: statement.candidates.flatMap(scaled),
    hints: statement.hints.map((hint) => scaleHint(hint, factor)),
  };
}

function withGain(advice: Advice, report: Advice['report'], before: Interval): readonly Advice[] {
  const gain = gainOf(before, report.bytesScanned);
  if (gain === null) return [];
  return [{ ...advice, gain, report, savedBytes: savedBytes(before, report.bytesScanned) }];
}

function scaleHint(hint: Hint, factor: number): Hint {
  const scaled = (bytes: number): number => Math.round(bytes * factor);
  const columns = hint.columns?.map((column) => ({ ...column, bytes: scaled(column.bytes) }));
  const { bytes, figures = [bytes] } = hint;
  return {
    ...hint,
    message: withScaledFigures(hint.message, figures, scaled),
    bytes: scaled(bytes),
    ...(hint.figures === undefined ? {} : { figures: hint.figures.map(scaled) }),
    ...(columns === undefined ? {} : { columns }),
  };
}

/** The sentence with the figures of the larger table in the place of those of the sample. */
function withScaledFigures(
  message: string,
  figures: readonly number[],
  scaled: (bytes: number) => number,
): string {
  let done = '';
  let rest = message;
  for (const figure of figures) {
    const text = formatBytes(figure);
    const at = rest.indexOf(text);
    if (at < 0) continue;
    done += rest.slice(0, at) + formatBytes(scaled(figure));
    rest = rest.slice(at + text.length);
  }
  return done + rest;
}
