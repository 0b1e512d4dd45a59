import type * as v from 'valibot';
import { budgetPeriods, budgetScopes } from '../check/check-settings.js';
import { ruleIds } from '../check/rules/rule-levels.js';
import { describeIssue } from '../describe-issue.js';
import { nearestName } from '../nearest-name.js';

/** What is wrong with a configuration, with the key and, where that is not known, the nearest one that is. */
export function describeConfigIssue(issue: v.BaseIssue<unknown>, topKeys: readonly string[]): string {
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  const key = keys.join('.');
  if (key === '') return 'it must be a mapping of keys to values.';
  if (issue.type !== 'strict_object' || issue.expected !== 'never') return `${key}: ${describeIssue(issue)}`;
  const nearest = nearestName(keys.at(-1) ?? '', knownKeys(keys.slice(0, -1), topKeys));
  return `${key} is no key of it.${nearest === null ? '' : ` Did you mean ${nearest}?`}`;
}

/** The keys of the mapping at a path. */
function knownKeys([top, ...below]: readonly string[], topKeys: readonly string[]): readonly string[] {
  if (top === undefined) return topKeys;
  if (top === 'budgets') return below.length === 0 ? budgetScopes : budgetPeriods;
  if (top === 'rules') return below.length === 0 ? ruleIds : ['level', 'tables'];
  return top === 'increase' ? ['percent', 'absolute'] : [];
}
