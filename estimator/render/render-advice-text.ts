import type { Advice, AdviceReport, AdvisedStatement, Hint } from '../advice-report.js';
import type { Price, StatementReport } from '../report.js';
import { describeAdvice, describeColumnCosts, describeNoAdvice, describeTrial } from './describe-advice.js';
import { describePrice } from './describe-price.js';
import { formatLocation } from './format-location.js';
import { printable, printableLines } from './printable.js';

const indent = ' '.repeat(10);

/** Each statement as `estimate` shows it at its top, then what it could do. */
export function renderAdviceText(
  { statements, price }: AdviceReport,
  renderHead: (statement: StatementReport) => readonly string[],
): string {
  const blocks: (readonly string[])[] = statements.map((statement) => [
    ...renderHead(statement.report),
    ...renderFindings(statement, price),
  ]);
  if (statements.some(({ report }) => report.errors.length === 0)) blocks.push(describePrice(price));
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function renderFindings(statement: AdvisedStatement, price: Price): readonly string[] {
  const { report, advice, candidates, hints } = statement;
  if (report.errors.length > 0) return [];
  if (advice.length + candidates.length + hints.length === 0)
    return [`  advice  none: ${describeNoAdvice(report)}`];
  return [
    ...advice.flatMap((one) => renderAdvice('advice ', one, statement, price)),
    ...candidates.flatMap((one) => renderAdvice('perhaps', one, statement, price)),
    ...hints.flatMap(renderHint),
  ];
}

function renderAdvice(
  label: 'advice ' | 'perhaps',
  advice: Advice,
  statement: AdvisedStatement,
  price: Price,
): readonly string[] {
  const { scanned, cost, gain, rows } = describeAdvice(advice, statement, price);
  return [
    `  ${label} ${printable(advice.message)} [${formatLocation(advice.code, advice.line, advice.column)}]`,
    `${indent}scanned ${scanned}`,
    `${indent}cost    ${cost}`,
    `${indent}gain    ${gain}`,
    `${indent}rows    ${printable(rows)}`,
    ...renderSql(advice.sql),
  ];
}

function renderHint(hint: Hint): readonly string[] {
  const costs = describeColumnCosts(hint);
  const trial = describeTrial(hint);
  return [
    `  hint    ${printable(hint.message)} [${formatLocation(hint.code, hint.line, hint.column)}]`,
    ...(costs === null ? [] : [`${indent}columns ${printable(costs)}`]),
    ...(trial === null ? [] : [`${indent}layout  ${printable(trial)}`]),
    ...renderSql(hint.sql ?? null),
  ];
}

function renderSql(sql: string | null): readonly string[] {
  return sql === null ? [] : printableLines(sql).map((line) => `${indent}| ${line}`);
}
