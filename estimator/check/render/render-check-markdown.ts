import { describePrice } from '../../render/describe-price.js';
import { describeFigures } from '../../render/describe-statement.js';
import { escapeMarkdown, escapeMarkup } from '../../render/escape-markdown.js';
import { formatLocation } from '../../render/format-location.js';
import type { CheckReport } from '../check-report.js';
import { describeVerdict } from './describe-verdict.js';

/** The check as a comment of a pull request. */
export function renderCheckMarkdown(report: CheckReport): string {
  const { check, statements, total, price } = report;
  const { cost, scanned } = describeFigures(total);
  const findings = [...statements.flatMap((statement) => statement.findings), ...check.findings];
  const errors = statements.flatMap((statement) =>
    statement.errors.map((error) => ({
      ...error,
      rule: error.code,
      level: 'error',
      file: statement.source.file,
    })),
  );
  const rows = [...errors, ...findings].map(({ file, line, column, level, message, rule }) =>
    [formatLocation(file, line, column) || 'the whole', level, message, rule].map(escapeMarkdown),
  );
  const table = [['place', 'level', 'finding', 'rule'], ['---', '---', '---', '---'], ...rows];
  return [
    `### ${escapeMarkdown(describeVerdict(report))}`,
    '',
    `**${escapeMarkdown(cost)}** a run of all, ${escapeMarkdown(scanned)} scanned by ${statements.length} statements in ${check.files.length} files.`,
    '',
    ...(rows.length === 0 ? [] : [...table.map((cells) => `| ${cells.join(' | ')} |`), '']),
    ...describePrice(price).map(escapeMarkup),
  ].join('\n');
}
