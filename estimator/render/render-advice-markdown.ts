import type { AdviceReport, AdvisedStatement } from '../advice-report.js';
import type { Price } from '../report.js';
import { describeAdvice, describeColumnCosts, describeNoAdvice, describeTrial } from './describe-advice.js';
import { describePrice } from './describe-price.js';
import { nameKind } from './describe-statement.js';
import { escapeMarkdown, escapeMarkup } from './escape-markdown.js';
import { formatBytes } from './format-bytes.js';
import { formatInterval } from './format-interval.js';
import { formatLocation } from './format-location.js';

/** One section a statement, for pull requests and wikis. */
export function renderAdviceMarkdown({ statements, price }: AdviceReport): string {
  const sections = statements.map((statement) => renderStatement(statement, price));
  return [...sections, describePrice(price).map(escapeMarkup)].map((lines) => lines.join('\n')).join('\n\n');
}

function renderStatement(statement: AdvisedStatement, price: Price): readonly string[] {
  const { report, advice, candidates, hints } = statement;
  const { file, line, column } = report.source;
  const scanned = formatInterval(report.bytesScanned, formatBytes);
  const title = `**${escapeMarkdown(formatLocation(file, line, column))}** ${nameKind(report.kind)}, ${scanned} scanned`;
  const [error] = report.errors;
  if (error !== undefined) return [title, '', `- ${escapeMarkdown(`${error.code}: ${error.message}`)}`];
  const found = [
    ...[...advice, ...candidates].map((one) => {
      const { scanned, cost, gain, rows } = describeAdvice(one, statement, price);
      return `${one.message}: scanned ${scanned}; cost ${cost}; ${gain}. Rows: ${rows} [${one.code}]`;
    }),
    ...hints.map((hint) => {
      const details = [describeColumnCosts(hint), describeTrial(hint)].filter((text) => text !== null);
      return `${[hint.message, ...details.map((text) => `${text}.`)].join(' ')} [${hint.code}]`;
    }),
  ];
  const lines = found.length === 0 ? [`no advice: ${describeNoAdvice(report)}`] : found;
  return [title, '', ...lines.map((text) => `- ${escapeMarkdown(text)}`)];
}
