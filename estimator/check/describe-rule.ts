import { errorMeanings } from '../error-meanings.js';
import { isErrorCode } from '../errors.js';
import { rules } from './rules/registry.js';
import { ruleIds } from './rules/rule-levels.js';

const gateRules: Readonly<Record<string, string>> = {
  budget: 'What is likely scanned or billed is over a limit of the configuration or of --budget.',
  increase: 'What is scanned or billed grew more against the base than the configuration lets pass.',
  suppression: 'A comment that suppresses nothing: it names no rule, or does not say why.',
  'new-suppression': 'A comment that is not in the base suppresses a finding.',
  'unused-suppression': 'A comment suppresses a finding that is not there any more.',
  configuration: 'A value of the configuration that fits nothing.',
  'runs-per-month': 'A comment that does not say how often a query runs in a month.',
  'not-compiled': 'dbt has not compiled a model, so there is no SQL to check.',
  'empty-file': 'A file has no statement.',
  unknown: 'How much a statement scans is not known, so no limit can be held against it.',
};

/** What a rule of the gate, or the code of an error, means. */
export function describeRule(rule: string): string {
  const found = ruleIds.find((id) => id === rule);
  if (found !== undefined) return rules[found].summary;
  return gateRules[rule] ?? (isErrorCode(rule) ? errorMeanings[rule] : `Finding ${rule} of the gate.`);
}
