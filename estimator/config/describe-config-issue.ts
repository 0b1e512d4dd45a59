import type * as v from 'valibot';
import { budgetPeriods, budgetScopes } from '../check/check-settings.js';
import { ruleIds } from '../check/rules/rule-levels.js';
import { nearestName } from '../nearest-name.js';

type Issue = v.BaseIssue<unknown>;

/** What is wrong with a configuration, with the key and, where that is not known, the nearest one that is. */
export function describeConfigIssue(first: Issue, topKeys: readonly string[]): string {
  const { issue, keys } = deepest(first, keysOf(first));
  const key = keys.join('.');
  if (key === '') return 'it must be a mapping of keys to values.';
  if (issue.type !== 'strict_object' || issue.expected !== 'never')
    return `${key}: ${issue.message.replace(/\.$/, '')}.`;
  const nearest = nearestName(keys.at(-1) ?? '', knownKeys(keys.slice(0, -1), topKeys));
  return `${key} is no key of it.${nearest === null ? '' : ` Did you mean ${nearest}?`}`;
}

/** Where several forms are allowed, the one that fits furthest says what is meant. */
function deepest(
  issue: Issue,
  keys: readonly string[],
): { readonly issue: Issue; readonly keys: readonly string[] } {
  const inner = (issue.type === 'union' ? (issue.issues ?? []) : [])
    .map((each) => ({ each, own: keysOf(each) }))
    .filter(({ own }) => own.length > 0);
  const [found] = inner;
  return found === undefined ? { issue, keys } : deepest(found.each, [...keys, ...found.own]);
}

function keysOf(issue: Issue): readonly string[] {
  return (issue.path ?? []).map(({ key }) => String(key));
}

/** The keys of the mapping at a path. */
function knownKeys([top, ...below]: readonly string[], topKeys: readonly string[]): readonly string[] {
  if (top === undefined) return topKeys;
  if (top === 'budgets') return below.length === 0 ? budgetScopes : budgetPeriods;
  if (top === 'rules') return below.length === 0 ? ruleIds : ['level', 'tables'];
  return top === 'increase' ? ['percent', 'absolute'] : [];
}
