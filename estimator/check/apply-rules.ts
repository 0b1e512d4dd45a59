import type { EstimatedStatement } from '../estimated-statement.js';
import { fitsGlob } from '../glob.js';
import type { Price } from '../report.js';
import type { Finding } from './check-report.js';
import type { CheckSettings } from './check-settings.js';
import { rules } from './rules/registry.js';
import type { RuleFinding } from './rules/rule.js';
import { ruleIds, ruleLevelDefaults } from './rules/rule-levels.js';

/** What the rules find in a statement, at the levels of the settings. */
export function applyRules(
  statement: EstimatedStatement,
  settings: CheckSettings,
  price: Price,
): readonly Finding[] {
  const { file } = statement.report.source;
  return ruleIds.flatMap((id): readonly Finding[] => {
    const { level, tables } = settings.rules[id] ?? { level: ruleLevelDefaults[id] };
    if (level === 'off') return [];
    return rules[id]
      .find(statement, { price })
      .filter((finding) => tables === undefined || isAbout(finding, tables))
      .map(({ message, line, column, bytes }) => ({ rule: id, level, message, file, line, column, bytes }));
  });
}

function isAbout({ tables }: RuleFinding, globs: readonly string[]): boolean {
  const fits = fitsGlob(globs);
  return tables.some((table) => fits(table) || fits(table.slice(table.indexOf('.') + 1)));
}
